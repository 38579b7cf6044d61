// Stories of how facilities stand by what is recorded of personnel, duty and
// plans; on both engines.
#include <string>
#include <vector>

#include "epiledger/readiness/v1/evidence_service.pb.h"
#include "epiledger/readiness/v1/form_service.pb.h"
#include "services/readiness/api_time.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/preparedness_fixture.h"
#include "tests/testing/refusal.h"

namespace epiledger::readiness {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ReasonOf;
using type::v1::Evidence;
using type::v1::EvidenceReason;

// What an answer says of a facility: `duty ready`, `personnel unknown
// NO_REPORT`, one for each dimension.
std::vector<std::string> Told(const std::string& facility,
                              const auto& evidence) {
  std::vector<std::string> lines;
  for (const Evidence& line : evidence) {
    if (line.facility() != FacilityNameOf(facility)) continue;
    std::string text =
        Concat(type::v1::Dimension_Name(line.dimension()).substr(10), " ",
               type::v1::Standing_Name(line.standing()).substr(9));
    for (const EvidenceReason& reason : line.reasons()) {
      text += Concat(" ", EvidenceReason::Kind_Name(reason.kind()).substr(5));
    }
    lines.push_back(text);
  }
  return lines;
}

class EvidenceTest : public PreparednessFixture {
 protected:
  v1::ListReadinessEvidenceResponse Ask(const type::v1::AsOf& as_of = {},
                                        const std::string& facility = "") {
    v1::ListReadinessEvidenceRequest request;
    *request.mutable_as_of() = as_of;
    request.set_page_size(1'000);
    if (!facility.empty()) request.set_facility(FacilityNameOf(facility));
    const auto response = List<v1::ListReadinessEvidenceResponse>(
        "ListReadinessEvidence", request);
    EXPECT_TRUE(response.ok()) << response.status();
    return response.value_or(v1::ListReadinessEvidenceResponse());
  }
  std::vector<std::string> Of(const std::string& facility,
                              const type::v1::AsOf& as_of = {}) {
    return Told(facility, Ask(as_of).evidence());
  }
  static type::v1::AsOf AtInstant(absl::Time time, int64_t sequence = 0) {
    type::v1::AsOf as_of;
    *as_of.mutable_effective_time() = ToTimestamp(time);
    if (sequence != 0) as_of.set_sequence(sequence);
    return as_of;
  }

  // `post` needs one, day and night, from `from` on.
  void Need(const std::string& facility, const std::string& post,
            absl::CivilDay from, int64_t needed = 1) {
    const auto set = Write<v1::SetDutyPostResponse>(
        "SetDutyPost", PostRequest(facility, post, from, 0, 24, needed));
    ASSERT_TRUE(set.ok()) << set.status();
  }
  int64_t Put(const std::string& facility, const std::string& post,
              const std::string& subject, absl::Time start, absl::Time end) {
    const auto put = Write<v1::CreateShiftResponse>(
        "CreateShift",
        ShiftRequest(facility, ShiftOf(facility, post, subject, start, end)));
    EXPECT_TRUE(put.ok()) << put.status();
    return put.ok() ? put->receipt().sequence() : 0;
  }
  void Report(const std::string& facility, absl::CivilDay date,
              int64_t on_duty) {
    const auto filed = county_.Submit(county_.ReportRequest(
        facility, date, {{"staff_total", 100}, {"staff_on_duty", on_duty}}));
    ASSERT_TRUE(filed.ok()) << filed.status();
  }
  // `people` with all it needs: a post that is manned for two days, staff, a
  // plan, a drill.
  void MakeReady() {
    Need("people", "triage", kToday - 30);
    Put("people", "triage", "head", At(kToday, 0), At(kToday + 2, 12));
    Report("people", kToday, 20);
    ASSERT_TRUE(
        CreatePlan("people", "fever", PlanOf(kToday - 100, kToday + 90)).ok());
    ASSERT_TRUE(
        Write<v1::CreateDrillResponse>(
            "CreateDrill",
            DrillRequest("people", FacilityNameOf("people") + "/plans/fever",
                         kToday - 21))
            .ok());
  }
  // The hospital's form from `from` on, as it is built in but for what `change`
  // does to its rules.
  absl::StatusOr<v1::AddFormVersionResponse> Change(
      absl::CivilDay from, void (*change)(v1::ReadinessRules& rules)) {
    v1::AddFormVersionRequest request;
    request.set_name(Concat(kCounty, "/forms/", kHospitalDaily));
    request.mutable_form()->set_display_name("日报");
    request.mutable_form()->set_english_name("Daily report");
    const auto built_in = BuiltInForm("990101", kHospitalDaily)->versions(0);
    v1::FormVersion& version = *request.mutable_version();
    *version.mutable_valid_from() = DateOf(from);
    version.set_asks_four_in_place(true);
    for (const v1::FormQuestion& question : built_in.questions()) {
      version.add_questions()->set_indicator(question.indicator());
    }
    *version.mutable_readiness_rules() = built_in.readiness_rules();
    change(*version.mutable_readiness_rules());
    return Write<v1::AddFormVersionResponse>("AddFormVersion", request);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, EvidenceTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(EvidenceTest, WhoNeverSaidAnythingIsUnknownInAllThree) {
  const auto told = Ask();
  for (const char* facility : {"people", "chinese", "east"}) {
    EXPECT_THAT(Told(facility, told.evidence()),
                ElementsAre("PERSONNEL UNKNOWN NO_POSTS NO_REPORT",
                            "DUTY UNKNOWN NO_POSTS",
                            ::testing::StartsWith("PLANS UNKNOWN NO_PLAN")))
        << facility;
  }
  // Who owes no form is not judged by one.
  EXPECT_THAT(Told("reserve", told.evidence()), ElementsAre());
  EXPECT_THAT(Told("command", told.evidence()), ElementsAre());
  EXPECT_EQ(told.ready(), 0);
  EXPECT_EQ(told.unknown(), 9);
  EXPECT_EQ(ToTime(told.judge_time()), county_.clock().Now());
}

TEST_P(EvidenceTest, WhoHasWhatItNeedsIsReadyAndTheSummarySaysTheSame) {
  MakeReady();
  EXPECT_THAT(Of("people"),
              ElementsAre("PERSONNEL READY", "DUTY READY", "PLANS READY"));
  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  const auto told = Ask();
  ASSERT_EQ(summary->evidence_size(), told.evidence_size());
  for (int i = 0; i < told.evidence_size(); ++i) {
    EXPECT_EQ(summary->evidence(i).DebugString(),
              told.evidence(i).DebugString());
  }
}

TEST_P(EvidenceTest, AGapShowsBeforeItComesAndWhenItIsThere) {
  MakeReady();
  // Manned to noon of the day after tomorrow.
  const auto later = [this](absl::Duration after) {
    return Of("people", AtInstant(At(kToday + 2, 12) + after))[1];
  };
  EXPECT_EQ(later(-absl::Hours(25)), "DUTY READY");
  EXPECT_EQ(later(-absl::Hours(23)), "DUTY AT_RISK DUTY_GAP_AHEAD");
  EXPECT_EQ(later(absl::ZeroDuration()), "DUTY NOT_READY DUTY_GAP_NOW");
}

TEST_P(EvidenceTest, AHospitalThatCountsOnAPersonOfAnotherIsAtRisk) {
  MakeReady();
  Need("chinese", "ward", kToday);
  Put("chinese", "ward", "head", At(kToday, 8), At(kToday, 20));
  EXPECT_THAT(Of("people")[0], AllOf(HasSubstr("PERSONNEL AT_RISK"),
                                     HasSubstr("DOUBLE_BOOKED")));
  EXPECT_THAT(Of("chinese")[0], HasSubstr("DOUBLE_BOOKED"));
  // Neither roster has a gap, so that duty says nothing of it.
  EXPECT_EQ(Of("people")[1], "DUTY READY");
  // Asked of itself alone, the other's roster counts all the same.
  EXPECT_THAT(Told("people", Ask({}, "people").evidence())[0],
              HasSubstr("DOUBLE_BOOKED"));
}

TEST_P(EvidenceTest, AReportThatIsOverdueIsNotBelieved) {
  MakeReady();
  county_.clock().Advance(absl::Hours(26));  // 11:00 of the next day.
  EXPECT_EQ(Of("people")[0], "PERSONNEL UNKNOWN REPORT_STALE");
  Report("people", kToday + 1, 20);
  EXPECT_EQ(Of("people")[0], "PERSONNEL READY");
  // Yesterday evening there was today's report alone.
  EXPECT_EQ(Of("people", AtInstant(At(kToday, 21)))[0], "PERSONNEL READY");
  const auto then = Ask(AtInstant(At(kToday, 21)));
  EXPECT_EQ(ToTime(then.judge_time()), At(kToday, 21));
}

TEST_P(EvidenceTest, YesterdayIsExplainedByYesterdaysRules) {
  MakeReady();
  ASSERT_TRUE(Change(kToday + 1, [](v1::ReadinessRules& rules) {
                rules.set_drill_at_risk_days(7);
                rules.set_drill_not_ready_days(14);
              }).ok());
  EXPECT_EQ(Of("people")[2], "PLANS READY");
  county_.clock().Advance(absl::Hours(24));
  const auto now = Ask();
  EXPECT_EQ(Told("people", now.evidence())[2], "PLANS NOT_READY DRILL_OLD");
  const auto then = Ask(AtInstant(At(kToday, 9)));
  EXPECT_EQ(Told("people", then.evidence())[2], "PLANS READY");
  const auto version = [](const v1::ListReadinessEvidenceResponse& told) {
    for (const Evidence& line : told.evidence()) {
      if (line.facility() == FacilityNameOf("people")) {
        return line.rules(0).version();
      }
    }
    return int64_t{0};
  };
  EXPECT_EQ(version(now), 2);
  EXPECT_EQ(version(then), 1);
}

TEST_P(EvidenceTest, WhatWasKnownAndWhatWasAreTwoQuestions) {
  Need("people", "triage", kToday - 30);
  const int64_t before =
      Put("people", "triage", "head", At(kToday, 0), At(kToday, 8));
  // Typed after it took place: nobody knew, but somebody was there.
  Put("people", "triage", "nurse", At(kToday, 8), At(kToday + 2, 0));
  EXPECT_EQ(Of("people")[1], "DUTY READY");
  EXPECT_EQ(Of("people", AtInstant(At(kToday, 9), before))[1],
            "DUTY NOT_READY DUTY_GAP_NOW");
  EXPECT_EQ(Of("people", AtInstant(At(kToday, 7)))[1], "DUTY READY");
  EXPECT_EQ(Of("people", AtInstant(At(kToday - 1, 9)))[1],
            "DUTY NOT_READY DUTY_GAP_NOW");
  // Before it said what it needs.
  EXPECT_EQ(Of("people", AtInstant(At(kToday - 31, 9)))[1],
            "DUTY UNKNOWN NO_POSTS");
}

TEST_P(EvidenceTest, FindingsAndOldPlansCountOnTheDayAskedAbout) {
  MakeReady();
  const auto found = Write<v1::CreateInspectionResponse>(
      "CreateInspection", InspectionRequest("people", kToday - 3));
  ASSERT_TRUE(found.ok()) << found.status();
  const auto finding = Write<v1::CreateInspectionFindingResponse>(
      "CreateInspectionFinding",
      FindingRequest<v1::CreateInspectionFindingRequest>(
          found->inspection().name(), kToday - 1));
  ASSERT_TRUE(finding.ok()) << finding.status();
  EXPECT_EQ(Of("people")[2], "PLANS NOT_READY FINDING_OVERDUE");
  EXPECT_EQ(Of("people", AtInstant(At(kToday - 1, 9)))[2],
            "PLANS AT_RISK FINDING_OPEN");
  EXPECT_EQ(Of("people", AtInstant(At(kToday - 4, 9)))[2], "PLANS READY");
  const auto told = Ask({}, "people");
  EXPECT_EQ(told.evidence(2).reasons(0).subject(), finding->finding().name());
}

TEST_P(EvidenceTest, AClerkSeesTheOwnFacilityAlone) {
  MakeReady();
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "chinese");
  const auto own = Ask();
  EXPECT_THAT(Told("people", own.evidence()), ElementsAre());
  EXPECT_EQ(Told("chinese", own.evidence()).size(), 3);
  EXPECT_EQ(own.unknown(), 3);
  EXPECT_EQ(Ask({}, "people").evidence_size(), 0);
}

TEST_P(EvidenceTest, PagesShowOneMoment) {
  v1::ListReadinessEvidenceRequest request;
  request.set_page_size(4);
  std::vector<std::string> lines;
  absl::Time judged;
  do {
    const auto page = List<v1::ListReadinessEvidenceResponse>(
        "ListReadinessEvidence", request);
    ASSERT_TRUE(page.ok()) << page.status();
    if (lines.empty()) judged = ToTime(page->judge_time());
    EXPECT_EQ(ToTime(page->judge_time()), judged);
    EXPECT_EQ(page->unknown(), 9);
    for (const Evidence& line : page->evidence()) {
      lines.push_back(Concat(line.facility(), line.dimension()));
    }
    request.set_page_token(page->next_page_token());
    county_.clock().Advance(absl::Minutes(1));
  } while (!request.page_token().empty());
  EXPECT_EQ(lines.size(), 9);
}

TEST_P(EvidenceTest, RulesThatDoNotFitAreNotRecorded) {
  const auto reason = [this](void (*change)(v1::ReadinessRules & rules)) {
    return ReasonOf(Change(kToday + 1, change).status());
  };
  EXPECT_EQ(
      reason([](v1::ReadinessRules& rules) {
        rules.set_staff_indicator(Concat(kCounty, "/indicators/checkpoints"));
      }),
      "NOT_ASKED");
  EXPECT_EQ(reason([](v1::ReadinessRules& rules) {
              rules.set_drill_not_ready_days(10);
            }),
            "RANGE_TURNED_ROUND");
  EXPECT_EQ(reason([](v1::ReadinessRules& rules) {
              *rules.add_findings() = rules.findings(0);
            }),
            "LISTED_TWICE");
}

}  // namespace
}  // namespace epiledger::readiness
