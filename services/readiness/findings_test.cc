// Stories of drills and inspections, and of what they find until it is right;
// on both engines.
#include <string>
#include <vector>

#include "services/readiness/preparedness_fixture.h"
#include "tests/testing/refusal.h"

namespace epiledger::readiness {
namespace {

using testing::FigureOf;
using testing::ReasonOf;

class FindingsTest : public PreparednessFixture {
 protected:
  std::string MakePlan() {
    return CreatePlan("people", "fever", PlanOf(kToday - 90, kToday + 270))
        ->plan()
        .name();
  }
  std::string MakeDrill(absl::CivilDay day) {
    return Write<v1::CreateDrillResponse>(
               "CreateDrill", DrillRequest("people", MakePlan(), day))
        ->drill()
        .name();
  }
  std::string Find(const std::string& drill, absl::CivilDay due) {
    const auto found = Write<v1::CreateDrillFindingResponse>(
        "CreateDrillFinding",
        FindingRequest<v1::CreateDrillFindingRequest>(drill, due));
    EXPECT_TRUE(found.ok()) << found.status();
    return found->finding().name();
  }
  absl::StatusOr<v1::ReportFindingFixResponse> Fix(
      const std::string& finding, absl::CivilDay day,
      std::string_view subject = "clerk") {
    return Write<v1::ReportFindingFixResponse>(
        "ReportFindingFix", FixRequest(finding, day), subject);
  }
  absl::StatusOr<v1::RetestFindingResponse> Retest(
      const v1::RetestFindingRequest& request,
      std::string_view subject = "inspector") {
    return Write<v1::RetestFindingResponse>("RetestFinding", request, subject);
  }
  absl::StatusOr<v1::ListFindingsResponse> Findings(
      v1::ListFindingsRequest request = {}) {
    return List<v1::ListFindingsResponse>("ListFindings", std::move(request));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, FindingsTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(FindingsTest, WhatADrillFoundIsFixedFailsIsFixedAgainAndPasses) {
  const std::string drill = MakeDrill(kToday - 21);
  const std::string finding = Find(drill, kToday - 14);
  ASSERT_TRUE(Fix(finding, kToday - 15).ok());
  v1::RetestFindingRequest failed = RetestRequest(
      finding, kToday - 13, v1::RetestFindingRequest::VERDICT_FAILED);
  *failed.mutable_due_date() = DateOf(kToday - 5);
  ASSERT_TRUE(Retest(failed).ok());
  ASSERT_TRUE(Fix(finding, kToday - 4).ok());
  const auto passed = Retest(RetestRequest(finding, kToday - 2));
  ASSERT_TRUE(passed.ok()) << passed.status();
  EXPECT_EQ(passed->finding().state(), v1::Finding::STATE_CLOSED);

  const auto now = GetFinding(finding);
  ASSERT_TRUE(now.ok()) << now.status();
  std::vector<v1::FindingStep::Kind> kinds;
  for (const auto& step : now->steps()) kinds.push_back(step.kind());
  EXPECT_THAT(kinds, ::testing::ElementsAre(v1::FindingStep::KIND_FOUND,
                                            v1::FindingStep::KIND_FIXED,
                                            v1::FindingStep::KIND_FAILED,
                                            v1::FindingStep::KIND_FIXED,
                                            v1::FindingStep::KIND_PASSED));
  // From the drill to the test that closed it.
  EXPECT_EQ(now->age_days(), 19);
  EXPECT_EQ(now->organization(), OrganizationNameOf("health"));

  // Day by day: open, fixed, open and late, fixed, closed.
  const auto on = [&](int days_ago) {
    return GetFinding(finding, OnDay(kToday - days_ago));
  };
  EXPECT_EQ(on(22).status().code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(on(16)->state(), v1::Finding::STATE_OPEN);
  EXPECT_EQ(on(16)->overdue_days(), 0);
  EXPECT_EQ(on(14)->state(), v1::Finding::STATE_FIXED);
  EXPECT_EQ(on(13)->state(), v1::Finding::STATE_OPEN);
  EXPECT_EQ(on(5)->overdue_days(), 0);
  EXPECT_EQ(on(3)->state(), v1::Finding::STATE_FIXED);
  EXPECT_EQ(on(3)->overdue_days(), 0);
  EXPECT_EQ(on(0)->state(), v1::Finding::STATE_CLOSED);
  // Before the last entry nobody knew.
  type::v1::AsOf known;
  known.set_sequence(passed->receipt().sequence() - 1);
  EXPECT_EQ(GetFinding(finding, known)->state(), v1::Finding::STATE_FIXED);
}

TEST_P(FindingsTest, HeadquartersSeesWhatIsOverdueFirstAndWhatItAddsUpTo) {
  const std::string drill = MakeDrill(kToday - 21);
  const std::string closed = Find(drill, kToday - 7);
  ASSERT_TRUE(Fix(closed, kToday - 8).ok());
  ASSERT_TRUE(Retest(RetestRequest(closed, kToday - 7)).ok());
  const std::string late = Find(drill, kToday - 3);
  const std::string open = Find(drill, kToday + 3);
  const std::string fixed = Find(drill, kToday - 9);
  ASSERT_TRUE(Fix(fixed, kToday).ok());

  const auto all = Findings();
  ASSERT_TRUE(all.ok()) << all.status();
  std::vector<std::string> names;
  for (const auto& one : all->findings()) names.push_back(one.name());
  EXPECT_THAT(names, ::testing::ElementsAre(late, open, fixed, closed));
  EXPECT_EQ(all->findings(0).overdue_days(), 3);
  EXPECT_EQ(all->findings(0).age_days(), 21);
  EXPECT_EQ(all->counts().open(), 2);
  EXPECT_EQ(all->counts().fixed(), 1);
  EXPECT_EQ(all->counts().closed(), 1);
  EXPECT_EQ(all->counts().overdue(), 1);
  EXPECT_EQ(all->total_size(), 4);

  v1::ListFindingsRequest overdue;
  overdue.set_overdue(true);
  EXPECT_EQ(Findings(overdue)->total_size(), 1);
  v1::ListFindingsRequest of_drill;
  of_drill.set_drill(drill);
  of_drill.set_state(v1::Finding::STATE_CLOSED);
  EXPECT_EQ(Findings(of_drill)->findings(0).name(), closed);
  v1::ListFindingsRequest critical;
  critical.set_min_severity(v1::Finding::SEVERITY_CRITICAL);
  EXPECT_EQ(Findings(critical)->total_size(), 0);
  // Eight days before, one more was open and late.
  v1::ListFindingsRequest then;
  *then.mutable_as_of() = OnDay(kToday - 8);
  EXPECT_EQ(Findings(then)->counts().overdue(), 1);
  EXPECT_EQ(Findings(then)->counts().fixed(), 1);
  EXPECT_EQ(Findings(then)->counts().open(), 3);

  v1::ListDrillsRequest drills;
  drills.set_facility(FacilityNameOf("people"));
  const auto listed = List<v1::ListDrillsResponse>("ListDrills", drills);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->drills(0).age_days(), 21);
  EXPECT_EQ(listed->drills(0).scenario(), kFever);
  EXPECT_EQ(listed->drills(0).findings().total(), 4);
  EXPECT_EQ(listed->findings().overdue(), 1);
  EXPECT_EQ(listed->participants_unknown(), 1);
}

TEST_P(FindingsTest, ThePictureTellsWhatIsNotClosedAndWhomToAsk) {
  EXPECT_EQ(county_.Summary()->findings().open(), 0);
  EXPECT_TRUE(county_.Summary()->has_findings()) << "none, and that is known";
  const std::string drill = MakeDrill(kToday - 21);
  const std::string closed = Find(drill, kToday - 7);
  ASSERT_TRUE(Fix(closed, kToday - 8).ok());
  ASSERT_TRUE(Retest(RetestRequest(closed, kToday - 7)).ok());
  const std::string fixed = Find(drill, kToday - 9);
  ASSERT_TRUE(Fix(fixed, kToday).ok());
  const std::string open = Find(drill, kToday + 3);
  const auto before = county_.Summary();
  ASSERT_TRUE(before.ok()) << before.status();
  const std::string late = Find(drill, kToday - 3);
  const std::string later = Find(drill, kToday - 5);

  const auto summary = county_.Summary();
  ASSERT_TRUE(summary.ok()) << summary.status();
  const v1::OpenFindings& told = summary->findings();
  EXPECT_EQ(told.open(), 3);
  EXPECT_EQ(told.fixed(), 1);
  EXPECT_EQ(told.overdue(), 2);
  std::vector<std::string> names;
  for (const auto& one : told.findings()) {
    names.push_back(one.finding().name());
    EXPECT_TRUE(one.finding().steps().empty());
    EXPECT_EQ(one.facility(), FacilityNameOf("people"));
    EXPECT_FALSE(one.display_name().empty());
  }
  EXPECT_THAT(names, ::testing::ElementsAre(later, late, open, fixed));
  ASSERT_EQ(told.severities_size(), 1);
  EXPECT_EQ(told.severities(0).open(), 3);
  EXPECT_EQ(told.severities(0).overdue(), 2);
  // The picture of a past point shows what was known then.
  type::v1::AsOf then;
  then.set_sequence(before->read_at().sequence());
  EXPECT_EQ(county_.Summary(then)->findings().open(), 1);
  EXPECT_EQ(county_.Summary(then)->findings().overdue(), 0);
}

TEST_P(FindingsTest, SupervisionInspectsFollowsUpAndMovesTheDay) {
  const auto made = Write<v1::CreateInspectionResponse>(
      "CreateInspection", InspectionRequest("east", kToday - 5));
  ASSERT_TRUE(made.ok()) << made.status();
  const auto found = Write<v1::CreateInspectionFindingResponse>(
      "CreateInspectionFinding",
      FindingRequest<v1::CreateInspectionFindingRequest>(
          made->inspection().name(), kToday - 1));
  ASSERT_TRUE(found.ok()) << found.status();
  v1::AmendFindingRequest amend;
  amend.set_name(found->finding().name());
  *amend.mutable_due_date() = DateOf(kToday + 5);
  amend.set_owner(SubjectNameOf("doctor"));
  *amend.mutable_amend_date() = DateOf(kToday);
  amend.set_reason("物资在途");
  const auto amended = Write<v1::AmendFindingResponse>("AmendFinding", amend);
  ASSERT_TRUE(amended.ok()) << amended.status();
  EXPECT_EQ(amended->finding().severity(), v1::Finding::SEVERITY_MAJOR);
  EXPECT_EQ(amended->finding().owner(), SubjectNameOf("doctor"));
  EXPECT_EQ(amended->finding().steps(0).owner(), "");

  v1::ListFindingsRequest owned;
  owned.set_owner(SubjectNameOf("doctor"));
  EXPECT_EQ(Findings(owned)->findings(0).overdue_days(), 0);
  // By Friday it is late again: this day is the last one.
  *owned.mutable_as_of() = OnDay(kToday + 5);
  EXPECT_EQ(Findings(owned)->counts().overdue(), 0);
  *owned.mutable_as_of() = OnDay(kToday + 6);
  EXPECT_EQ(Findings(owned)->counts().overdue(), 1);

  v1::ListInspectionsRequest by_group;
  by_group.set_organization(OrganizationNameOf("health"));
  const auto listed =
      List<v1::ListInspectionsResponse>("ListInspections", by_group);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->total_size(), 1);
  EXPECT_EQ(listed->findings().open(), 1);
  // The town sees what was found there, a hospital does not.
  county_.ActAs(auth::v1::ROLE_TOWN, "east");
  EXPECT_EQ(Findings()->total_size(), 1);
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "people");
  EXPECT_EQ(Findings()->total_size(), 0);
}

TEST_P(FindingsTest, WhoReportsAFixDoesNotTestIt) {
  const std::string finding = Find(MakeDrill(kToday - 9), kToday);
  EXPECT_EQ(ReasonOf(Retest(RetestRequest(finding, kToday)).status()),
            "FINDING_STATE");
  ASSERT_TRUE(Fix(finding, kToday, "inspector").ok());
  EXPECT_EQ(ReasonOf(Retest(RetestRequest(finding, kToday)).status()),
            "RETESTED_BY_FIXER");
  EXPECT_EQ(ReasonOf(Fix(finding, kToday).status()), "FINDING_STATE");
  ASSERT_TRUE(Retest(RetestRequest(finding, kToday), "another").ok());
  const auto over = Fix(finding, kToday);
  EXPECT_EQ(FigureOf(over.status(), "state"), "finding_closed");
}

TEST_P(FindingsTest, StepsDoNotGoBackInTime) {
  const std::string finding = Find(MakeDrill(kToday - 9), kToday);
  EXPECT_EQ(ReasonOf(Fix(finding, kToday + 1).status()), "DATE_AHEAD");
  const auto early = Fix(finding, kToday - 10);
  EXPECT_EQ(ReasonOf(early.status()), "STEP_TOO_EARLY");
  EXPECT_EQ(FigureOf(early.status(), "last"), "2020-01-23");
  ASSERT_TRUE(Fix(finding, kToday - 2).ok());
  EXPECT_EQ(ReasonOf(Retest(RetestRequest(finding, kToday - 3)).status()),
            "STEP_TOO_EARLY");
  v1::RetestFindingRequest failed =
      RetestRequest(finding, kToday, v1::RetestFindingRequest::VERDICT_FAILED);
  EXPECT_EQ(ReasonOf(Retest(failed).status()), "REQUIRED");
  *failed.mutable_due_date() = DateOf(kToday - 1);
  EXPECT_EQ(ReasonOf(Retest(failed).status()), "DUE_TOO_EARLY");
  v1::RetestFindingRequest passed = RetestRequest(finding, kToday);
  *passed.mutable_due_date() = DateOf(kToday + 1);
  EXPECT_EQ(ReasonOf(Retest(passed).status()), "NOT_FOR_PASSED");
}

TEST_P(FindingsTest, ADrillIsCorrectedAndWhatWasKnownBeforeStays) {
  const std::string plan = MakePlan();
  v1::CreateDrillRequest request = DrillRequest("people", plan, kToday - 1);
  request.mutable_drill()->set_participants(24);
  request.mutable_drill()->set_rating(v1::Drill::RATING_FAIR);
  const auto made = Write<v1::CreateDrillResponse>("CreateDrill", request);
  ASSERT_TRUE(made.ok()) << made.status();
  v1::CorrectDrillRequest correct;
  correct.set_name(made->drill().name());
  correct.set_revision(1);
  *correct.mutable_drill() = request.drill();
  correct.mutable_drill()->set_participants(42);
  correct.set_reason("录入错误");
  const auto corrected =
      Write<v1::CorrectDrillResponse>("CorrectDrill", correct);
  ASSERT_TRUE(corrected.ok()) << corrected.status();
  EXPECT_EQ(corrected->drill().revision(), 2);
  EXPECT_EQ(
      ReasonOf(
          Write<v1::CorrectDrillResponse>("CorrectDrill", correct).status()),
      "REVISION_CHANGED");
  v1::ListDrillsRequest list;
  EXPECT_EQ(
      List<v1::ListDrillsResponse>("ListDrills", list)->total_participants(),
      42);
  list.mutable_as_of()->set_sequence(made->receipt().sequence());
  EXPECT_EQ(
      List<v1::ListDrillsResponse>("ListDrills", list)->total_participants(),
      24);
  v1::GetDrillRequest get;
  get.set_name(made->drill().name());
  *get.mutable_as_of() = OnDay(kToday - 2);
  EXPECT_EQ(Read<v1::Drill>("GetDrill", get).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(FindingsTest, AnInspectionIsCorrectedAndReadByDay) {
  const auto made = Write<v1::CreateInspectionResponse>(
      "CreateInspection", InspectionRequest("people", kToday - 3));
  ASSERT_TRUE(made.ok()) << made.status();
  v1::CorrectInspectionRequest correct;
  correct.set_name(made->inspection().name());
  correct.set_revision(1);
  *correct.mutable_inspection() =
      InspectionRequest("people", kToday - 4).inspection();
  correct.mutable_inspection()->set_conclusion("基本到位");
  correct.set_reason("日期有误");
  ASSERT_TRUE(
      Write<v1::CorrectInspectionResponse>("CorrectInspection", correct).ok());
  v1::GetInspectionRequest get;
  get.set_name(made->inspection().name());
  const auto now = Read<v1::Inspection>("GetInspection", get);
  EXPECT_EQ(now->age_days(), 4);
  EXPECT_EQ(now->conclusion(), "基本到位");
  EXPECT_EQ(now->findings().total(), 0);
  *get.mutable_as_of() = OnDay(kToday - 4);
  EXPECT_TRUE(Read<v1::Inspection>("GetInspection", get).ok());
}

}  // namespace
}  // namespace epiledger::readiness
