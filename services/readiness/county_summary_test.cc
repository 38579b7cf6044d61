// What headquarters sees of the whole county, on both engines.
#include <map>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_fixture.h"

namespace epiledger::readiness {
namespace {

using ::testing::IsEmpty;

class CountySummaryTest
    : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  CountySummaryTest() : county_(GetParam()) { county_.MakeSample(); }
  ~CountySummaryTest() override {
    EXPECT_THAT(county_.service().Verify().findings, IsEmpty());
  }

  void File(const std::string& facility, absl::CivilDay date,
            const Values& values) {
    const auto filed = county_.Submit(
        values.empty() ? county_.ZeroRequest(facility, date)
                       : county_.ReportRequest(facility, date, values));
    ASSERT_TRUE(filed.ok()) << filed.status();
  }

  ReadinessFixture county_;
};

INSTANTIATE_TEST_SUITE_P(Engines, CountySummaryTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

const v1::IndicatorTotal& TotalOf(const v1::CountySummary& summary,
                                  const std::string& indicator) {
  for (const v1::IndicatorTotal& total : summary.indicators()) {
    if (total.indicator() == indicator) return total;
  }
  static const v1::IndicatorTotal kNone;
  return kNone;
}

const v1::FacilitySummary& FacilityOf(const v1::CountySummary& summary,
                                      const std::string& id) {
  for (const v1::FacilitySummary& facility : summary.facilities()) {
    if (facility.facility() == FacilityNameOf(id)) return facility;
  }
  static const v1::FacilitySummary kNone;
  return kNone;
}

TEST_P(CountySummaryTest, BeforeAnythingIsDueNothingIsUnknown) {
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(summary->facilities_size(), 4);
  const v1::IndicatorTotal& beds = TotalOf(*summary, "beds_staffed");
  EXPECT_FALSE(beds.has_value());
  EXPECT_EQ(beds.not_due(), 2);  // the hospitals; a town is not asked
  EXPECT_EQ(beds.unknown(), 0);
  EXPECT_EQ(TotalOf(*summary, "staff_total").not_due(), 3);
  EXPECT_EQ(summary->today().not_due(), 3);
  EXPECT_THAT(summary->overdue(), IsEmpty());
  EXPECT_FALSE(FacilityOf(*summary, "reserve").has_today());
}

TEST_P(CountySummaryTest, TotalsSayHowManyKnowAndRatiosUseOnlyBothParts) {
  File("people", kToday,
       {{"beds_staffed", 100}, {"beds_occupied", 60}, {"inpatients", 0}});
  File("chinese", kToday, {{"beds_staffed", 50}});
  county_.clock().Set(At(kToday, 12));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(TotalOf(*summary, "beds_staffed").value(), 150);
  EXPECT_EQ(TotalOf(*summary, "beds_staffed").known(), 2);
  const v1::IndicatorTotal& occupied = TotalOf(*summary, "beds_occupied");
  EXPECT_EQ(occupied.value(), 60);
  EXPECT_EQ(occupied.known(), 1);
  EXPECT_EQ(occupied.unknown(), 1);
  // Zero is a value; nothing said is none.
  EXPECT_TRUE(TotalOf(*summary, "inpatients").has_value());
  EXPECT_EQ(TotalOf(*summary, "inpatients").value(), 0);
  EXPECT_FALSE(TotalOf(*summary, "ventilators_total").has_value());
  EXPECT_EQ(TotalOf(*summary, "ventilators_total").unknown(), 2);
  ASSERT_EQ(summary->ratios(0).part(), "beds_occupied");
  EXPECT_EQ(summary->ratios(0).part_value(), 60);
  EXPECT_EQ(summary->ratios(0).whole_value(), 100);  // not 150
  EXPECT_EQ(summary->ratios(0).facilities(), 1);
  EXPECT_EQ(summary->last_due().on_time(), 2);
  EXPECT_EQ(summary->last_due().missing(), 1);
}

TEST_P(CountySummaryTest, OldFiguresAreStaleAndAddedApart) {
  File("people", kToday, {{"beds_staffed", 100}, {"beds_occupied", 60}});
  county_.clock().Set(At(kToday + 1, 9, 59));
  EXPECT_EQ(TotalOf(*county_.Summary(), "beds_staffed").known(), 1);
  county_.clock().Set(At(kToday + 1, 10, 1));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_TRUE(FacilityOf(*summary, "people").is_stale());
  EXPECT_EQ(
      FacilityOf(*summary, "people").report().figures().beds_staffed().value(),
      100);
  const v1::IndicatorTotal& beds = TotalOf(*summary, "beds_staffed");
  EXPECT_FALSE(beds.has_value());
  EXPECT_EQ(beds.stale_value(), 100);
  EXPECT_EQ(beds.stale(), 1);
  EXPECT_EQ(beds.unknown(), 1);  // chinese never filed
  EXPECT_EQ(summary->ratios(0).facilities(), 0);
}

TEST_P(CountySummaryTest, AZeroReportIsThereButItsFiguresAreOfTheDayBefore) {
  File("people", kToday, {{"beds_staffed", 100}});
  county_.clock().Set(At(kToday + 1, 9));
  File("people", kToday + 1, {});
  county_.clock().Set(At(kToday + 1, 11));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  const v1::FacilitySummary& people = FacilityOf(*summary, "people");
  EXPECT_EQ(people.today().state(), v1::REPORT_STATE_ON_TIME);
  EXPECT_TRUE(people.today().zero());
  EXPECT_EQ(ToDay(people.report().report_date()), kToday);
  EXPECT_TRUE(people.is_stale());
  for (const v1::OverdueReport& overdue : summary->overdue()) {
    EXPECT_NE(overdue.facility(), FacilityNameOf("people"));
  }
}

TEST_P(CountySummaryTest, TheLongestSilentComesFirstWithWhomToPhone) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", "张三丰", "138-0000"))
          .ok());
  ASSERT_TRUE(county_.SetDutyContact("east", "s1").ok());
  File("people", kToday, {{"beds_staffed", 100}});
  county_.clock().Set(At(kToday + 2, 9));
  File("chinese", kToday + 1, {});  // late, but there
  county_.clock().Set(At(kToday + 2, 12));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(summary->overdue_size(), 3);
  const v1::OverdueReport& east = summary->overdue(0);
  EXPECT_EQ(east.facility(), FacilityNameOf("east"));
  EXPECT_EQ(ToDay(east.missing_from()), kToday);
  EXPECT_EQ(ToTime(east.overdue_since()), At(kToday, 10));
  EXPECT_EQ(east.missing_days(), 3);
  EXPECT_EQ(east.contact().display_name(), "张三丰");
  EXPECT_EQ(east.contact().telephone(), "138-0000");
  EXPECT_EQ(summary->overdue(1).facility(), FacilityNameOf("people"));
  EXPECT_EQ(summary->overdue(1).missing_days(), 2);
  EXPECT_FALSE(summary->overdue(1).has_contact());
  EXPECT_EQ(summary->overdue(2).facility(), FacilityNameOf("chinese"));
  EXPECT_EQ(summary->overdue(2).missing_days(), 1);
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  const auto plain = county_.Summary();
  EXPECT_EQ(plain->overdue(0).contact().subject(), SubjectNameOf("s1"));
  EXPECT_EQ(plain->overdue(0).contact().telephone(), "");
}

TEST_P(CountySummaryTest, WhatHeadquartersKnewAtEightIsAnsweredTheSameForEver) {
  county_.clock().Set(At(kToday, 9, 30));
  File("people", kToday, {{"beds_staffed", 100}});
  county_.clock().Set(At(kToday + 1, 8));
  const std::string then = county_.Summary()->SerializeAsString();
  county_.clock().Set(At(kToday + 1, 9));
  File("people", kToday + 1, {{"beds_staffed", 90}});
  ASSERT_TRUE(
      county_.Correct("people", kToday, 1, {{"beds_staffed", 101}}).ok());
  ASSERT_TRUE(county_.SetSchedule(kToday + 5, 480).ok());
  county_.clock().Set(At(kToday + 9, 23));
  type::v1::AsOf as_of;
  *as_of.mutable_recorded_time() = ToTimestamp(At(kToday + 1, 8));
  const auto asked = county_.Summary(as_of);
  ASSERT_TRUE(asked.ok()) << asked.status();
  EXPECT_EQ(asked->SerializeAsString(), then);
}

TEST_P(CountySummaryTest, TakingFiguresBackBringsThoseBeforeThemForward) {
  File("people", kToday, {{"beds_staffed", 100}});
  county_.clock().Set(At(kToday + 1, 9));
  File("people", kToday + 1, {{"beds_staffed", 9999}});
  ASSERT_TRUE(county_.Correct("people", kToday + 1, 1, {}).ok());
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  const v1::FacilitySummary& people = FacilityOf(*summary, "people");
  EXPECT_EQ(people.report().figures().beds_staffed().value(), 100);
  EXPECT_TRUE(people.today().zero());
  EXPECT_EQ(people.today().revision(), 2);
  EXPECT_EQ(summary->today().corrected(), 1);
  EXPECT_EQ(summary->today().filed_early(), 1);
}

TEST_P(CountySummaryTest, TheFourInPlaceAreCountedByFacility) {
  auto request = county_.ReportRequest("people", kToday, {{"staff_total", 9}});
  v1::FourInPlace& four =
      *request.mutable_report()->mutable_figures()->mutable_four_in_place();
  four.mutable_personnel()->set_state(v1::InPlace::STATE_IN_PLACE);
  four.mutable_medicines()->set_state(v1::InPlace::STATE_NOT_IN_PLACE);
  four.mutable_medicines()->set_note("缺少磷酸奥司他韦");
  four.mutable_equipment()->set_absent_reason(
      type::v1::ABSENT_REASON_NOT_APPLICABLE);
  ASSERT_TRUE(county_.Submit(request).ok());
  county_.clock().Set(At(kToday, 11));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  ASSERT_EQ(summary->four_in_place_size(), 4);
  EXPECT_EQ(summary->four_in_place(0).place(), "personnel");
  EXPECT_EQ(summary->four_in_place(0).in_place(), 1);
  EXPECT_EQ(summary->four_in_place(0).unknown(), 2);
  EXPECT_EQ(summary->four_in_place(1).not_applicable(), 1);
  EXPECT_EQ(summary->four_in_place(2).not_in_place(), 1);
  EXPECT_EQ(summary->four_in_place(3).unknown(), 3);
  EXPECT_EQ(FacilityOf(*summary, "people")
                .report()
                .figures()
                .four_in_place()
                .medicines()
                .note(),
            "缺少磷酸奥司他韦");
}

TEST_P(CountySummaryTest, AFacilityThatClosedDropsOut) {
  File("people", kToday, {{"beds_staffed", 100}});
  v1::UpdateFacilityRequest request;
  request.set_request_id(county_.service().NewId());
  request.set_name(FacilityNameOf("chinese"));
  v1::Facility& facility = *request.mutable_facility();
  facility.set_display_name("中医院");
  facility.set_kind(v1::Facility::KIND_HOSPITAL);
  facility.set_organization("counties/990101/organizations/health");
  facility.set_report_form(v1::REPORT_FORM_HOSPITAL_DAILY);
  *facility.mutable_reports_until() = DateOf(kToday);
  ASSERT_TRUE(county_.service()
                  .Call<v1::UpdateFacilityResponse>("UpdateFacility", request)
                  .ok());
  county_.clock().Set(At(kToday + 1, 12));
  EXPECT_EQ(TotalOf(*county_.Summary(), "beds_staffed").unknown(), 1);
  county_.clock().Set(At(kToday + 9, 12));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  EXPECT_EQ(TotalOf(*summary, "beds_staffed").unknown(), 0);
  EXPECT_FALSE(FacilityOf(*summary, "chinese").has_last_due());
  EXPECT_EQ(summary->facilities_size(), 4);
}

// The same commands give the same bytes, whatever stores them.
TEST(ReadinessEngines, JournalAndTablesAreEqualAsCanonicalText) {
  std::vector<std::string> dumps;
  for (const auto store :
       {ReadinessFixture::Store::kSqlite, ReadinessFixture::Store::kMariadb}) {
    ReadinessFixture county(store);
    county.MakeSample();
    auto person = county.SubjectRequest("s1", "", "");
    ASSERT_TRUE(county.CreateSubject(person).ok());
    ASSERT_TRUE(county.IssueToken("s1").ok());
    for (int i = 0; i < 30; ++i) {
      county.clock().Advance(absl::Hours(11));
      const absl::CivilDay day = kToday + i / 3;
      static_cast<void>(county.Submit(county.ReportRequest(
          i % 2 == 0 ? "people" : "chinese", day,
          {{"beds_staffed", 100 + i}, {"beds_occupied", 95 + i % 9}})));
      static_cast<void>(county.Correct("people", day, 1, {}));
    }
    dumps.push_back(county.service().Dump());
  }
  EXPECT_GT(dumps[0].size(), 10'000u);
  EXPECT_EQ(dumps[0], dumps[1]);
}

}  // namespace
}  // namespace epiledger::readiness
