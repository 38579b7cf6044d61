// Stories of readings that are carried forward or change too much, and of
// sheets of reports, on both engines.
#include "services/readiness/report_questions.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_fixture.h"
#include "tests/testing/batches.h"

namespace epiledger::readiness {
namespace {

using ::testing::ElementsAre;
using testing::FigureOf;
using testing::ReasonOf;

class ReportQuestionsTest : public FormFixture {
 protected:
  // What was asked back, as `field reason`.
  static std::vector<std::string> Asked(const absl::Status& status) {
    std::vector<std::string> asked;
    for (const auto& violation : rpc::FromStatus(status).violations) {
      asked.push_back(Concat(violation.field, " ", violation.reason));
    }
    return asked;
  }
  v1::SubmitReportRequest Carrying(const std::string& facility,
                                   absl::CivilDay date, const std::string& id) {
    auto request = ReadingsRequest(facility, date, {{id, 0}});
    v1::IndicatorReading& reading =
        *request.mutable_report()->mutable_readings(0);
    reading.clear_reading();
    reading.set_carry_forward(true);
    return request;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, ReportQuestionsTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST(IsJump, ComparesWithTheSmallerOfTheTwoAndTakesNothingAsOne) {
  EXPECT_FALSE(IsJump(10, 50, 5));
  EXPECT_TRUE(IsJump(10, 51, 5));
  EXPECT_TRUE(IsJump(51, 10, 5));
  EXPECT_FALSE(IsJump(0, 5, 5));
  EXPECT_TRUE(IsJump(0, 6, 5));
  EXPECT_FALSE(IsJump(0, 0, 5));
  EXPECT_FALSE(IsJump(1, 1'000, 0)) << "no factor, no question";
  EXPECT_TRUE(IsJump(1, 1'000'000'000'000'000, 1'000'000));
  EXPECT_FALSE(IsJump(1'000'000'000'000'000, 1'000'000'000'000'000, 1'000'000));
}

TEST_P(ReportQuestionsTest, AJumpIsAskedAboutAndTheIdIsUnused) {
  ASSERT_TRUE(
      Submit("people", kToday, {{"inpatients", 60}, {"staff-total", 40}}).ok());
  county_.clock().Set(At(kToday + 1, 9));
  auto request = ReadingsRequest("people", kToday + 1,
                                 {{"inpatients", 601}, {"staff-total", 7}});
  const auto asked = county_.Submit(request);
  EXPECT_EQ(asked.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(rpc::FromStatus(asked.status()).reason, "CONFIRMATION_NEEDED");
  EXPECT_EQ(FigureOf(asked.status(), "outcome"), "undecided");
  EXPECT_THAT(Asked(asked.status()),
              ElementsAre("report.readings[0].confirm CONFIRM_JUMP",
                          "report.readings[1].confirm CONFIRM_JUMP"));
  const auto first = rpc::FromStatus(asked.status()).violations[0].metadata;
  EXPECT_EQ(first.at("before"), "60");
  EXPECT_EQ(first.at("date"), "2020-02-01");
  // A typing error is put right under the same id; the other change is true.
  request.mutable_report()->mutable_readings(0)->mutable_reading()->set_value(
      61);
  request.mutable_report()->mutable_readings(1)->set_confirm(true);
  const auto filed = county_.Submit(request);
  ASSERT_TRUE(filed.ok()) << filed.status();
  // A correction is asked about what it changes, and about nothing else.
  v1::CorrectReportRequest correction;
  correction.set_request_id(county_.service().NewId());
  correction.set_name(ReportNameOf("people", kToday + 1));
  correction.set_revision(1);
  correction.set_reason("补充");
  *correction.mutable_report() =
      ReadingsRequest("people", kToday + 1,
                      {{"inpatients", 9}, {"staff-total", 7}})
          .report();
  const auto corrected = county_.service().Call<v1::CorrectReportResponse>(
      "CorrectReport", correction);
  EXPECT_THAT(Asked(corrected.status()),
              ElementsAre("report.readings[0].confirm CONFIRM_JUMP"));
}

TEST_P(ReportQuestionsTest, ACumulativeFigureThatFallsIsAskedAbout) {
  ASSERT_TRUE(Submit("east", kToday - 1, {{"people-screened", 2'053}}).ok());
  // Yesterday the town had nothing to report: that is not what is compared.
  ASSERT_TRUE(county_.Submit(county_.ZeroRequest("east", kToday)).ok());
  county_.clock().Set(At(kToday + 1, 9));
  auto request =
      ReadingsRequest("east", kToday + 1, {{"people-screened", 2'052}});
  EXPECT_THAT(Asked(county_.Submit(request).status()),
              ElementsAre("report.readings[0].confirm CONFIRM_FALL"));
  request.mutable_report()->mutable_readings(0)->set_confirm(true);
  EXPECT_TRUE(county_.Submit(request).ok());
}

// Whoever files figures is a client that cannot answer a question.
TEST_P(ReportQuestionsTest, FiguresAreRecordedWithoutAQuestion) {
  ASSERT_TRUE(
      county_
          .Submit(county_.ReportRequest("people", kToday, {{"inpatients", 1}}))
          .ok());
  county_.clock().Set(At(kToday + 1, 9));
  EXPECT_TRUE(county_
                  .Submit(county_.ReportRequest("people", kToday + 1,
                                                {{"inpatients", 900}}))
                  .ok());
}

TEST_P(ReportQuestionsTest, WhatIsCarriedForwardKeepsItsAgeAndItsReader) {
  auto first = ReadingsRequest("people", kToday, {{"ventilators-total", 12}});
  ASSERT_TRUE(
      county_.service()
          .Call<v1::SubmitReportResponse>("SubmitReport", first, "clerk-7")
          .ok());
  const absl::Time read_at = county_.clock().Now();
  for (const int days : {1, 2}) {
    county_.clock().Set(At(kToday + days, 9));
    const auto filed =
        county_.Submit(Carrying("people", kToday + days, "ventilators-total"));
    ASSERT_TRUE(filed.ok()) << filed.status();
    const v1::IndicatorReading& reading = filed->report().readings(4);
    EXPECT_EQ(reading.reading().value(), 12);
    EXPECT_TRUE(reading.carry_forward());
    EXPECT_EQ(ToDay(reading.carried_from()), kToday);
    EXPECT_EQ(reading.reading().subject(), "clerk-7");
    EXPECT_LT(ToTime(reading.reading().time()), read_at + absl::Hours(1));
    // What nobody carries forward is not known.
    EXPECT_EQ(filed->report().readings(0).reading().absent_reason(),
              type::v1::ABSENT_REASON_NOT_ASKED);
  }
}

TEST_P(ReportQuestionsTest, WhatIsNotThereOrIsCountedEachDayIsNotCarried) {
  const auto nothing =
      county_.Submit(Carrying("people", kToday, "ventilators-total"));
  EXPECT_EQ(ReasonOf(nothing.status()), "NOTHING_TO_CARRY");
  EXPECT_EQ(FigureOf(nothing.status(), "indicator"), "ventilators_total");
  ASSERT_TRUE(Submit("east", kToday - 1, {{"people-returned", 12}}).ok());
  EXPECT_EQ(
      ReasonOf(
          county_.Submit(Carrying("east", kToday, "people-returned")).status()),
      "COUNT_NOT_CARRIED");
  auto both = Carrying("people", kToday, "ventilators-total");
  both.mutable_report()->mutable_readings(0)->mutable_reading()->set_value(1);
  EXPECT_EQ(ReasonOf(county_.Submit(both).status()), "CARRIED_AND_SAID");
  auto twice = ReadingsRequest("people", kToday, {{"inpatients", 1}});
  *twice.mutable_report()->add_readings() = twice.report().readings(0);
  EXPECT_EQ(ReasonOf(county_.Submit(twice).status()), "LISTED_TWICE");
}

// Five days late, each line of the sheet for itself.
TEST_P(ReportQuestionsTest, ASheetOfReportsIsRecordedLineByLine) {
  county_.clock().Set(At(kToday + 4, 12));
  std::vector<v1::SubmitReportRequest> sheet;
  for (int day = 0; day < 5; ++day) {
    sheet.push_back(ReadingsRequest("people", kToday + day,
                                    {{"inpatients", day == 3 ? 600 : 60}}));
  }
  std::vector<const google::protobuf::Message*> lines;
  for (const auto& line : sheet) lines.push_back(&line);
  const auto answers =
      testing::SendBatch(county_.service(), "BatchSubmitReports", lines,
                         testing::AllOrNothing::kNo, "clerk");
  EXPECT_THAT(
      testing::OutcomesOf(answers),
      ElementsAre("done", "done", "done", "CONFIRMATION_NEEDED", "done"));
  EXPECT_TRUE(county_.GetReport("people", kToday)->back_dated());
  EXPECT_EQ(county_.GetReport("people", kToday)->state(),
            v1::REPORT_STATE_LATE);
  EXPECT_FALSE(county_.GetReport("people", kToday + 4)->back_dated());
  EXPECT_EQ(county_.GetReport("people", kToday + 4)->state(),
            v1::REPORT_STATE_LATE);
  EXPECT_EQ(county_.GetReport("people", kToday + 3).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(ReportQuestionsTest, EveryBatchOfFormsAndReports) {
  const auto tell = [this](const testing::BatchTale& tale) {
    testing::TellOfBatch(county_.service(), tale);
  };
  auto bad = OxygenRequest();
  bad.set_name(IndicatorNameOf("other-beds"));
  bad.mutable_indicator()->mutable_wholes(0)->set_indicator(
      IndicatorNameOf("nothing"));
  tell({"BatchSetIndicators", OxygenRequest(), bad, "INDICATOR_NOT_FOUND"});
  tell({"BatchAddFormVersions",
        VersionRequest("hospital-daily", kToday + 3, {"inpatients"}),
        VersionRequest("town-daily", kToday + 3, {"nothing"}),
        "INDICATOR_NOT_FOUND"});
  tell({"BatchSubmitReports",
        ReadingsRequest("people", kToday - 1, {{"inpatients", 4}}),
        ReadingsRequest("people", kToday,
                        {{"beds-staffed", 1}, {"beds-occupied", 2}}),
        "PART_EXCEEDS_WHOLE"});
}

}  // namespace
}  // namespace epiledger::readiness
