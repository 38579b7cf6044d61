// Stories of clerks who report and of headquarters that waits, on both engines.
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using testing::FigureOf;
using ::testing::IsEmpty;
using testing::ReasonOf;

Values Beds() { return {{"beds_staffed", 100}, {"beds_occupied", 60}}; }

class ReportTest : public ::testing::TestWithParam<ReadinessFixture::Store> {
 protected:
  ReportTest() : county_(GetParam()) { county_.MakeSample(); }
  ~ReportTest() override {
    EXPECT_THAT(county_.service().Verify().findings, IsEmpty());
  }

  ReadinessFixture county_;
};

INSTANTIATE_TEST_SUITE_P(Engines, ReportTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(ReportTest, OneIsOnTimeOneIsLateAndOneIsMissing) {
  auto contact = county_.SubjectRequest("s1", "张三丰", "138-0000-1234");
  ASSERT_TRUE(county_.CreateSubject(contact).ok());
  ASSERT_TRUE(county_.SetDutyContact("east", "s1").ok());
  county_.clock().Set(At(kToday, 10));  // the very last moment
  const auto on_time =
      county_.Submit(county_.ReportRequest("people", kToday, Beds()));
  ASSERT_TRUE(on_time.ok()) << on_time.status();
  EXPECT_EQ(on_time->report().state(), v1::REPORT_STATE_ON_TIME);
  EXPECT_EQ(ToTime(on_time->report().due_time()), At(kToday, 10));
  county_.clock().Set(At(kToday, 10, 1));
  const auto late =
      county_.Submit(county_.ReportRequest("chinese", kToday, Beds()));
  ASSERT_TRUE(late.ok()) << late.status();
  EXPECT_EQ(late->report().state(), v1::REPORT_STATE_LATE);

  const auto list = county_.ListStatuses(kToday);
  ASSERT_TRUE(list.ok()) << list.status();
  // The warehouse owes none.
  ASSERT_EQ(list->report_statuses_size(), 3);
  EXPECT_EQ(list->report_statuses(0).state(), v1::REPORT_STATE_LATE);
  EXPECT_EQ(list->report_statuses(1).state(), v1::REPORT_STATE_MISSING);
  EXPECT_EQ(list->report_statuses(1).facility(), FacilityNameOf("east"));
  EXPECT_EQ(list->report_statuses(1).contact().display_name(), "张三丰");
  EXPECT_EQ(list->report_statuses(1).contact().telephone(), "138-0000-1234");
  EXPECT_EQ(list->report_statuses(2).state(), v1::REPORT_STATE_ON_TIME);
  EXPECT_EQ(list->counts().expected(), 3);
  EXPECT_EQ(list->counts().on_time(), 1);
  EXPECT_EQ(list->counts().late(), 1);
  EXPECT_EQ(list->counts().missing(), 1);

  // What headquarters knew at nine: nothing, and nothing was due.
  type::v1::AsOf at_nine;
  *at_nine.mutable_recorded_time() = ToTimestamp(At(kToday, 9, 30));
  const auto then = county_.ListStatuses(kToday, at_nine);
  ASSERT_TRUE(then.ok()) << then.status();
  for (const v1::ReportStatus& status : then->report_statuses()) {
    EXPECT_EQ(status.state(), v1::REPORT_STATE_NOT_DUE);
  }
  EXPECT_EQ(then->counts().not_due(), 3);
  EXPECT_EQ(then->counts().expected(), 0);
}

TEST_P(ReportTest, TheAuditorSeesWhomToPhoneByIdAlone) {
  ASSERT_TRUE(
      county_.CreateSubject(county_.SubjectRequest("s1", "张三丰", "")).ok());
  ASSERT_TRUE(county_.SetDutyContact("people", "s1").ok());
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  const auto list = county_.ListStatuses(kToday);
  ASSERT_TRUE(list.ok()) << list.status();
  EXPECT_EQ(list->report_statuses(2).contact().subject(), SubjectNameOf("s1"));
  EXPECT_EQ(list->report_statuses(2).contact().display_name(), "");
}

TEST_P(ReportTest, AClerkSeesTheOwnFacilityAlone) {
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "chinese");
  const auto list = county_.ListStatuses(kToday);
  ASSERT_TRUE(list.ok()) << list.status();
  ASSERT_EQ(list->report_statuses_size(), 1);
  EXPECT_EQ(list->report_statuses(0).facility(), FacilityNameOf("chinese"));
  EXPECT_EQ(list->counts().not_due(), 1);
}

TEST_P(ReportTest, PagesOfStatusesAreJudgedAtOneMoment) {
  v1::ListReportStatusesRequest request;
  request.set_parent(std::string(kCounty));
  request.set_page_size(2);
  const auto call = [&] {
    return county_.service().Call<v1::ListReportStatusesResponse>(
        "ListReportStatuses", request);
  };
  const auto first = call();
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(first->report_statuses_size(), 2);
  EXPECT_EQ(first->counts().not_due(), 3);
  county_.clock().Set(At(kToday + 3, 12));
  request.set_page_token(first->next_page_token());
  const auto second = call();
  ASSERT_TRUE(second.ok()) << second.status();
  ASSERT_EQ(second->report_statuses_size(), 1);
  EXPECT_EQ(second->report_statuses(0).state(), v1::REPORT_STATE_NOT_DUE);
  EXPECT_EQ(ToDay(second->report_date()), kToday);
  EXPECT_TRUE(second->next_page_token().empty());
}

TEST_P(ReportTest, WhatWasNotSaidIsNotAskedAndNeverZero) {
  auto request = county_.ReportRequest("people", kToday, Beds());
  request.mutable_report()
      ->mutable_figures()
      ->mutable_icu_beds_staffed()
      ->set_absent_reason(type::v1::ABSENT_REASON_NOT_APPLICABLE);
  const auto filed = county_.service().Call<v1::SubmitReportResponse>(
      "SubmitReport", request, "clerk-7");
  ASSERT_TRUE(filed.ok()) << filed.status();
  const auto report = county_.GetReport("people", kToday);
  ASSERT_TRUE(report.ok()) << report.status();
  const v1::Figures& figures = report->figures();
  EXPECT_EQ(figures.beds_occupied().value(), 60);
  EXPECT_EQ(figures.beds_occupied().subject(), "clerk-7");
  EXPECT_EQ(ToTime(figures.beds_occupied().time()),
            ToTime(report->receive_time()));
  EXPECT_EQ(figures.icu_beds_staffed().absent_reason(),
            type::v1::ABSENT_REASON_NOT_APPLICABLE);
  EXPECT_FALSE(figures.inpatients().has_value());
  EXPECT_EQ(figures.inpatients().absent_reason(),
            type::v1::ABSENT_REASON_NOT_ASKED);
  EXPECT_EQ(figures.four_in_place().duty().absent_reason(),
            type::v1::ABSENT_REASON_NOT_ASKED);
}

TEST_P(ReportTest, ATownIsNotAskedForBeds) {
  auto request = county_.ReportRequest("east", kToday, Beds());
  const auto refused = county_.Submit(request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused.status()), "NOT_ON_FORM");
  EXPECT_EQ(rpc::FromStatus(refused.status()).violations[0].field,
            "report.figures.beds_staffed");
  // It was never decided: the same id may say something else.
  *request.mutable_report()->mutable_figures() =
      FiguresOf({{"staff_total", 12}, {"staff_on_duty", 5}});
  const auto filed = county_.Submit(request);
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_FALSE(filed->report().figures().has_beds_staffed());
}

TEST_P(ReportTest, APartIsNeverMoreThanItsWhole) {
  const auto request = county_.ReportRequest(
      "people", kToday, {{"beds_staffed", 100}, {"beds_occupied", 101}});
  const auto refused = county_.Submit(request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(refused.status()), "PART_EXCEEDS_WHOLE");
  EXPECT_EQ(FigureOf(refused.status(), "part"), "beds_occupied");
  EXPECT_EQ(FigureOf(refused.status(), "part_value"), "101");
  EXPECT_EQ(FigureOf(refused.status(), "whole_value"), "100");
  const auto icu = county_.Submit(county_.ReportRequest(
      "people", kToday, {{"icu_beds_occupied", 4}, {"inpatients", 3}}));
  EXPECT_EQ(FigureOf(icu.status(), "whole"), "inpatients");
  // Where the whole is not known, nothing can be said against the part.
  EXPECT_TRUE(county_
                  .Submit(county_.ReportRequest("people", kToday,
                                                {{"beds_occupied", 101}}))
                  .ok());
  // The refusal is frozen under its id.
  EXPECT_EQ(ReasonOf(county_.Submit(request).status()), "PART_EXCEEDS_WHOLE");
}

TEST_P(ReportTest, AZeroReportIsAnActOfItsOwn) {
  auto request = county_.ReportRequest("people", kToday, {});
  EXPECT_EQ(ReasonOf(county_.Submit(request).status()), "EMPTY_REPORT");
  request.mutable_report()->clear_content();
  EXPECT_EQ(ReasonOf(county_.Submit(request).status()), "REQUIRED");
  const auto zero = county_.Submit(county_.ZeroRequest("people", kToday));
  ASSERT_TRUE(zero.ok()) << zero.status();
  EXPECT_TRUE(zero->report().has_zero_report());
  EXPECT_FALSE(zero->report().has_figures());
  EXPECT_EQ(zero->report().state(), v1::REPORT_STATE_ON_TIME);
  const auto twice =
      county_.Submit(county_.ReportRequest("people", kToday, Beds()));
  EXPECT_EQ(twice.status().code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(twice.status()), "REPORT_EXISTS");
}

TEST_P(ReportTest, AnEmptyReadingIsMalformed) {
  auto request = county_.ReportRequest("people", kToday, Beds());
  request.mutable_report()->mutable_figures()->mutable_inpatients();
  const auto refused = county_.Submit(request);
  EXPECT_EQ(ReasonOf(refused.status()), "REQUIRED");
  EXPECT_EQ(rpc::FromStatus(refused.status()).violations[0].field,
            "report.figures.inpatients");
  request.mutable_report()->mutable_figures()->mutable_inpatients()->set_value(
      -1);
  EXPECT_EQ(ReasonOf(county_.Submit(request).status()), "OUT_OF_RANGE");
  auto& reading =
      *request.mutable_report()->mutable_figures()->mutable_inpatients();
  reading.set_value(1);
  reading.set_subject("somebody else");
  EXPECT_EQ(ReasonOf(county_.Submit(request).status()), "OUTPUT_ONLY");
}

TEST_P(ReportTest, ACorrectionIsANewRevisionAndTheOldOneStaysKnown) {
  const auto first =
      county_.Submit(county_.ReportRequest("people", kToday, Beds()));
  ASSERT_TRUE(first.ok()) << first.status();
  county_.clock().Set(At(kToday, 15));
  const auto corrected = county_.Correct(
      "people", kToday, 1, {{"beds_staffed", 100}, {"beds_occupied", 66}});
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->report().revision(), 2);
  EXPECT_EQ(corrected->report().correction_reason(), "录入错误");
  // On time it was, and stays.
  EXPECT_EQ(corrected->report().state(), v1::REPORT_STATE_ON_TIME);
  EXPECT_EQ(ToTime(corrected->report().receive_time()),
            ToTime(first->report().receive_time()));
  EXPECT_EQ(ToTime(corrected->report().revise_time()), At(kToday, 15));
  EXPECT_EQ(
      county_.GetReport("people", kToday)->figures().beds_occupied().value(),
      66);
  type::v1::AsOf at_noon;
  *at_noon.mutable_recorded_time() = ToTimestamp(At(kToday, 12));
  const auto then = county_.GetReport("people", kToday, at_noon);
  ASSERT_TRUE(then.ok()) << then.status();
  EXPECT_EQ(then->revision(), 1);
  EXPECT_EQ(then->figures().beds_occupied().value(), 60);
  // Who corrects what is no longer there must look again.
  const auto stale = county_.Correct("people", kToday, 1, Beds());
  EXPECT_EQ(ReasonOf(stale.status()), "REVISION_CHANGED");
  EXPECT_EQ(FigureOf(stale.status(), "revision"), "2");
  EXPECT_EQ(ReasonOf(county_.Correct("chinese", kToday, 1, Beds()).status()),
            "REPORT_NOT_FOUND");
  EXPECT_EQ(county_.ListStatuses(kToday)->counts().corrected(), 1);
}

TEST_P(ReportTest, ACorrectionNamesTheReportOfItsDate) {
  ASSERT_TRUE(county_.Submit(county_.ZeroRequest("people", kToday)).ok());
  v1::CorrectReportRequest request;
  request.set_request_id(county_.service().NewId());
  request.set_name(ReportNameOf("people", kToday));
  request.set_revision(1);
  request.set_reason("补报");
  *request.mutable_report()->mutable_report_date() = DateOf(kToday - 1);
  *request.mutable_report()->mutable_figures() = FiguresOf(Beds());
  EXPECT_EQ(
      ReasonOf(county_.service()
                   .Call<v1::CorrectReportResponse>("CorrectReport", request)
                   .status()),
      "DATE_DIFFERS");
}

TEST_P(ReportTest, TomorrowCannotBeReported) {
  const auto request = county_.ReportRequest("people", kToday + 1, Beds());
  const auto refused = county_.Submit(request);
  EXPECT_EQ(refused.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(refused.status()), "DATE_AHEAD");
  // When tomorrow has come, the same request is as good as new.
  county_.clock().Set(At(kToday + 1, 0));
  EXPECT_TRUE(county_.Submit(request).ok());
}

TEST_P(ReportTest, WithoutAFormNothingIsOwed) {
  const auto refused =
      county_.Submit(county_.ReportRequest("reserve", kToday, Beds()));
  EXPECT_EQ(ReasonOf(refused.status()), "REPORT_NOT_OWED");
  EXPECT_EQ(
      ReasonOf(county_.Submit(county_.ReportRequest("moon", kToday, Beds()))
                   .status()),
      "FACILITY_NOT_FOUND");
}

TEST_P(ReportTest, ReportsHaveNoEffectiveAxis) {
  ASSERT_TRUE(county_.Submit(county_.ZeroRequest("people", kToday)).ok());
  type::v1::AsOf as_of;
  *as_of.mutable_effective_date() = DateOf(kToday);
  const auto report = county_.GetReport("people", kToday, as_of);
  EXPECT_EQ(report.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(report.status()), "AS_OF_AXIS");
  EXPECT_EQ(ReasonOf(county_.Summary(as_of).status()), "AS_OF_AXIS");
}

TEST_P(ReportTest, ANewScheduleJudgesOnlyWhatIsStillToCome) {
  // The first rule may begin anywhere; the next ones not in the past.
  ASSERT_TRUE(county_.SetSchedule(kToday, int64_t{26} * 60).ok());
  county_.clock().Set(At(kToday + 1, 1, 30));
  const auto filed =
      county_.Submit(county_.ReportRequest("people", kToday, Beds()));
  ASSERT_TRUE(filed.ok()) << filed.status();
  EXPECT_EQ(filed->report().state(), v1::REPORT_STATE_ON_TIME);
  county_.clock().Set(At(kToday + 1, 2, 30));
  const auto late =
      county_.Submit(county_.ReportRequest("chinese", kToday, Beds()));
  EXPECT_EQ(late->report().state(), v1::REPORT_STATE_LATE);

  EXPECT_EQ(ReasonOf(county_.SetSchedule(kToday - 1, 600).status()),
            "RULE_NOT_NEWER");
  EXPECT_EQ(ReasonOf(county_.SetSchedule(kToday, 600).status()), "ALREADY_DUE");
  EXPECT_EQ(ReasonOf(county_.SetSchedule(kToday + 1, 120).status()),
            "ALREADY_DUE");
  ASSERT_TRUE(county_.SetSchedule(kToday + 1, 180).ok());
  EXPECT_EQ(ToTime(county_.ListStatuses(kToday + 1)->due_time()),
            At(kToday + 1, 3));
  // Before it is due the newest rule may still be put right.
  const auto again = county_.SetSchedule(kToday + 1, 240);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->report_schedule().due_rules_size(), 2);
  EXPECT_EQ(again->report_schedule().due_rules(1).due_minutes(), 240);
  EXPECT_EQ(ReasonOf(county_.SetSchedule(kToday + 2, 2881).status()),
            "OUT_OF_RANGE");
}

TEST_P(ReportTest, ReportsAreListedByDateAndBetweenDates) {
  for (int i = 0; i < 6; ++i) {
    county_.clock().Set(At(kToday + i, 9));
    ASSERT_TRUE(
        county_
            .Submit(i % 2 == 0
                        ? county_.ZeroRequest("people", kToday + i)
                        : county_.ReportRequest("people", kToday + i, Beds()))
            .ok());
  }
  ASSERT_TRUE(county_.Submit(county_.ZeroRequest("chinese", kToday)).ok());
  v1::ListReportsRequest request;
  request.set_parent(FacilityNameOf("people"));
  request.set_page_size(2);
  *request.mutable_from_date() = DateOf(kToday + 1);
  *request.mutable_to_date() = DateOf(kToday + 4);
  std::vector<absl::CivilDay> days;
  do {
    const auto page =
        county_.service().Call<v1::ListReportsResponse>("ListReports", request);
    ASSERT_TRUE(page.ok()) << page.status();
    EXPECT_LE(page->reports_size(), 2);
    for (const v1::Report& report : page->reports()) {
      days.push_back(ToDay(report.report_date()));
    }
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty());
  EXPECT_THAT(days, ::testing::ElementsAre(kToday + 1, kToday + 2, kToday + 3,
                                           kToday + 4));
}

}  // namespace
}  // namespace epiledger::readiness
