// Stories of plans: approved, revised, looked at again too late, retired; on
// both engines.
#include <string>
#include <vector>

#include "services/readiness/preparedness_fixture.h"
#include "tests/testing/refusal.h"

namespace epiledger::readiness {
namespace {

using testing::FigureOf;
using testing::ReasonOf;

class PlansTest : public PreparednessFixture {
 protected:
  absl::StatusOr<v1::ListPlansResponse> Plans(
      const type::v1::AsOf& as_of = {}, const std::string& facility = "",
      v1::Plan::State state = v1::Plan::STATE_UNSPECIFIED) {
    v1::ListPlansRequest request;
    *request.mutable_as_of() = as_of;
    if (!facility.empty()) request.set_facility(FacilityNameOf(facility));
    request.set_state(state);
    return List<v1::ListPlansResponse>("ListPlans", request);
  }
  static std::vector<std::string> TitlesOf(
      const v1::ListPlansResponse& response) {
    std::vector<std::string> titles;
    for (const v1::Plan& plan : response.plans()) {
      titles.push_back(plan.title());
    }
    return titles;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PlansTest,
                         ::testing::Values(ReadinessFixture::Store::kSqlite,
                                           ReadinessFixture::Store::kMariadb),
                         [](const auto& engine) {
                           return StoreName(engine.param);
                         });

TEST_P(PlansTest, ARevisionHoldsFromTheDayItWasApproved) {
  const auto made = CreatePlan("people", "fever",
                               PlanOf(kToday - 30, kToday + 300, "第一版"));
  ASSERT_TRUE(made.ok()) << made.status();
  const std::string name = made->plan().name();
  EXPECT_EQ(name, FacilityNameOf("people") + "/plans/fever");
  const auto revised = Write<v1::RevisePlanResponse>(
      "RevisePlan",
      RevisionOf(name, 1, PlanOf(kToday - 10, kToday + 350, "第二版")));
  ASSERT_TRUE(revised.ok()) << revised.status();
  EXPECT_EQ(revised->plan().revision(), 2);
  EXPECT_EQ(revised->plan().revisions(1).reason(), "重新批准");

  const auto now = GetPlan(name);
  EXPECT_EQ(now->title(), "第二版");
  EXPECT_EQ(now->age_days(), 10);
  EXPECT_EQ(now->state(), v1::Plan::STATE_IN_FORCE);
  EXPECT_EQ(now->revisions_size(), 2);
  // What was, and what was known of it.
  EXPECT_EQ(GetPlan(name, OnDay(kToday - 11))->title(), "第一版");
  const int64_t before = made->receipt().sequence();
  EXPECT_EQ(GetPlan(name, OnDay(kToday, before))->title(), "第一版");
  EXPECT_EQ(GetPlan(name, OnDay(kToday - 31)).status().code(),
            absl::StatusCode::kNotFound);
}

TEST_P(PlansTest, AWrongDayOfApprovalIsPutRightByAnotherRevision) {
  const auto made =
      CreatePlan("people", "fever", PlanOf(kToday - 1, kToday + 300));
  ASSERT_TRUE(made.ok()) << made.status();
  const std::string name = made->plan().name();
  ASSERT_TRUE(
      Write<v1::RevisePlanResponse>(
          "RevisePlan", RevisionOf(name, 1, PlanOf(kToday - 100, kToday + 300)))
          .ok());
  EXPECT_EQ(GetPlan(name)->age_days(), 100);
  EXPECT_EQ(GetPlan(name, OnDay(kToday - 50))->age_days(), 50);
}

TEST_P(PlansTest, WhatIsOverdueForReviewComesFirstAndRetiredPlansLast) {
  ASSERT_TRUE(
      CreatePlan("people", "fever", PlanOf(kToday - 30, kToday + 300, "有效"))
          .ok());
  ASSERT_TRUE(
      CreatePlan("chinese", "fever", PlanOf(kToday - 400, kToday - 35, "逾期"))
          .ok());
  const auto old =
      CreatePlan("command", "county", PlanOf(kToday - 500, kToday, "旧案"));
  ASSERT_TRUE(Write<v1::RetirePlanResponse>(
                  "RetirePlan", RetirementOf(old->plan().name(), kToday))
                  .ok());
  const auto all = Plans();
  ASSERT_TRUE(all.ok()) << all.status();
  EXPECT_THAT(TitlesOf(*all), ::testing::ElementsAre("逾期", "有效", "旧案"));
  EXPECT_EQ(all->total_size(), 3);
  EXPECT_EQ(all->review_overdue(), 1);
  EXPECT_EQ(all->in_force(), 1);
  EXPECT_EQ(all->retired(), 1);
  EXPECT_THAT(TitlesOf(*Plans({}, "", v1::Plan::STATE_RETIRED)),
              ::testing::ElementsAre("旧案"));
  // The day before it was retired it held, and its review was still to come.
  const auto yesterday = Plans(OnDay(kToday - 1));
  EXPECT_THAT(TitlesOf(*yesterday),
              ::testing::ElementsAre("逾期", "旧案", "有效"));
  EXPECT_EQ(yesterday->retired(), 0);
}

TEST_P(PlansTest, AllPagesSpeakOfTheDayOfTheFirst) {
  for (const char* id : {"a", "b", "c"}) {
    ASSERT_TRUE(CreatePlan("people", id, PlanOf(kToday - 30, kToday, id)).ok());
  }
  v1::ListPlansRequest request;
  request.set_page_size(2);
  const auto first = List<v1::ListPlansResponse>("ListPlans", request);
  ASSERT_EQ(first->plans_size(), 2);
  EXPECT_EQ(first->plans(0).state(), v1::Plan::STATE_IN_FORCE);
  county_.clock().Set(At(kToday + 1, 9));
  request.set_page_token(first->next_page_token());
  const auto second = List<v1::ListPlansResponse>("ListPlans", request);
  ASSERT_EQ(second->plans_size(), 1);
  EXPECT_EQ(second->plans(0).state(), v1::Plan::STATE_IN_FORCE);
  EXPECT_EQ(second->total_size(), 3);
  EXPECT_THAT(second->next_page_token(), ::testing::IsEmpty());
  EXPECT_EQ(Plans()->review_overdue(), 3);
}

TEST_P(PlansTest, AClerkSeesThePlansOfTheOwnFacilityAlone) {
  ASSERT_TRUE(
      CreatePlan("people", "a", PlanOf(kToday, kToday + 9, "人民医院")).ok());
  ASSERT_TRUE(
      CreatePlan("chinese", "a", PlanOf(kToday, kToday + 9, "中医院")).ok());
  county_.ActAs(auth::v1::ROLE_HOSPITAL, "chinese");
  EXPECT_THAT(TitlesOf(*Plans()), ::testing::ElementsAre("中医院"));
  EXPECT_THAT(TitlesOf(*Plans({}, "people")), ::testing::IsEmpty());
  county_.ActAs(auth::v1::ROLE_AUDITOR);
  EXPECT_EQ(Plans()->total_size(), 2);
}

TEST_P(PlansTest, WhatCannotBeIsRefusedWithItsReason) {
  const v1::Plan plan = PlanOf(kToday, kToday + 9);
  EXPECT_EQ(ReasonOf(CreatePlan("moon", "a", plan).status()),
            "FACILITY_NOT_FOUND");
  v1::Plan by_nobody = plan;
  by_nobody.set_approver(SubjectNameOf("nobody"));
  EXPECT_EQ(ReasonOf(CreatePlan("people", "a", by_nobody).status()),
            "SUBJECT_NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(
          CreatePlan("people", "a", PlanOf(kToday + 1, kToday + 9)).status()),
      "DATE_AHEAD");
  EXPECT_EQ(
      ReasonOf(CreatePlan("people", "a", PlanOf(kToday, kToday)).status()),
      "REVIEW_TOO_EARLY");
  const auto made = CreatePlan("people", "a", plan);
  ASSERT_TRUE(made.ok()) << made.status();
  EXPECT_EQ(ReasonOf(CreatePlan("people", "a", plan).status()), "NAME_TAKEN");
  const std::string name = made->plan().name();

  using Revised = v1::RevisePlanResponse;
  v1::Plan other = plan;
  other.set_scenario("院内感染");
  EXPECT_EQ(
      ReasonOf(
          Write<Revised>("RevisePlan", RevisionOf(name, 1, other)).status()),
      "SCENARIO_DIFFERS");
  const auto stale = Write<Revised>("RevisePlan", RevisionOf(name, 2, plan));
  EXPECT_EQ(ReasonOf(stale.status()), "REVISION_CHANGED");
  EXPECT_EQ(FigureOf(stale.status(), "revision"), "1");
  ASSERT_TRUE(
      Write<v1::RetirePlanResponse>("RetirePlan", RetirementOf(name, kToday))
          .ok());
  EXPECT_EQ(
      ReasonOf(
          Write<Revised>("RevisePlan", RevisionOf(name, 1, plan)).status()),
      "PLAN_RETIRED");
}

TEST_P(PlansTest, APlanHoldsNoMoreRevisionsThanItsLimit) {
  const v1::Plan plan = PlanOf(kToday, kToday + 9);
  const auto made = CreatePlan("people", "a", plan);
  ASSERT_TRUE(made.ok()) << made.status();
  const std::string name = made->plan().name();
  for (int revision = 1; revision < 200; ++revision) {
    ASSERT_TRUE(Write<v1::RevisePlanResponse>("RevisePlan",
                                              RevisionOf(name, revision, plan))
                    .ok());
  }
  EXPECT_EQ(ReasonOf(Write<v1::RevisePlanResponse>("RevisePlan",
                                                   RevisionOf(name, 200, plan))
                         .status()),
            "TOO_MANY_REVISIONS");
}

}  // namespace
}  // namespace epiledger::readiness
