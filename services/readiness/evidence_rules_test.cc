// The rules of evidence, case by case, and against a model that counts what is
// wrong in its own words.
#include "services/readiness/evidence_rules.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "rapidcheck/gtest.h"
#include "services/readiness/api_time.h"
#include "services/readiness/built_in_forms.h"
#include "services/readiness/readiness_fixture.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using type::v1::Evidence;
using type::v1::EvidenceReason;

constexpr std::string_view kForm = "counties/990101/forms/hospital-daily";
constexpr std::string_view kStaff = "counties/990101/indicators/staff-on-duty";

// The hospital's form as it is built in: 20 % of reserve, 24 hours ahead,
// review 30 days, plans 365 and 730, drills 90 and 180.
v1::FormVersion HospitalForm() {
  return BuiltInForm("990101", kHospitalDaily)->versions(0);
}

// One post that needs two and has two, ten staff, a plan and a drill of late.
EvidenceFacts GoodFacts() {
  EvidenceFacts facts;
  facts.facility = FacilityNameOf("people");
  facts.day = kToday;
  PostFacts post;
  post.name = Concat(facts.facility, "/dutyPosts/triage");
  post.needed = 2;
  post.present = 2;
  facts.roster.posts = {post};
  facts.roster.needed = 2;
  facts.roster.people = 2;
  facts.roster.needed_at_once = 5;
  StaffFacts staff;
  staff.indicator = std::string(kStaff);
  staff.report_days = 0;
  staff.standing = readiness::Standing::kKnown;
  staff.value = 10;
  facts.staff = staff;
  v1::Plan plan;
  plan.set_name("plan");
  plan.set_state(v1::Plan::STATE_IN_FORCE);
  *plan.mutable_review_date() = DateOf(kToday + 1);
  plan.set_age_days(100);
  facts.plans = {plan};
  v1::Drill drill;
  drill.set_name("drill");
  drill.set_age_days(21);
  facts.drills = {drill};
  return facts;
}

v1::Finding FindingOf(v1::Finding::Severity severity, v1::Finding::State state,
                      int64_t overdue) {
  v1::Finding finding;
  finding.set_name("finding");
  finding.set_severity(severity);
  finding.set_state(state);
  finding.set_age_days(12);
  finding.set_overdue_days(overdue);
  return finding;
}

Evidence LineOf(type::v1::Dimension dimension, const EvidenceFacts& facts,
                const v1::FormVersion& version = HospitalForm()) {
  for (const Evidence& line :
       JudgeFacility(facts, std::string(kForm), version)) {
    if (line.dimension() == dimension) return line;
  }
  ADD_FAILURE() << "no line";
  return {};
}
Evidence Personnel(const EvidenceFacts& facts) {
  return LineOf(type::v1::DIMENSION_PERSONNEL, facts);
}
Evidence Duty(const EvidenceFacts& facts) {
  return LineOf(type::v1::DIMENSION_DUTY, facts);
}
Evidence PlansLine(const EvidenceFacts& facts) {
  return LineOf(type::v1::DIMENSION_PLANS, facts);
}

// `KIND:STANDING have/needed days`.
std::vector<std::string> Reasons(const Evidence& line) {
  std::vector<std::string> texts;
  for (const EvidenceReason& reason : line.reasons()) {
    std::string text =
        Concat(EvidenceReason::Kind_Name(reason.kind()).substr(5), ":",
               type::v1::Standing_Name(reason.standing()).substr(9));
    if (reason.has_have()) text += Concat(" ", reason.have());
    if (reason.has_needed()) text += Concat("/", reason.needed());
    if (reason.has_days()) text += Concat(" ", reason.days(), "d");
    texts.push_back(text);
  }
  return texts;
}

TEST(EvidenceRules, WhatIsKnownAndEnoughIsReadyInAllThree) {
  const auto lines =
      JudgeFacility(GoodFacts(), std::string(kForm), HospitalForm());
  ASSERT_EQ(lines.size(), 3);
  for (const Evidence& line : lines) {
    EXPECT_EQ(line.standing(), type::v1::STANDING_READY) << line.DebugString();
    EXPECT_THAT(line.reasons(), IsEmpty());
    EXPECT_GT(line.checks(), 0);
    ASSERT_EQ(line.rules_size(), 1);
    EXPECT_EQ(line.rules(0).name(), kForm);
    EXPECT_EQ(line.rules(0).version(), 1);
  }
}

TEST(EvidenceRules, WhoNeverSaidWhichPostsItNeedsIsUnknownAndNeverReady) {
  EvidenceFacts facts = GoodFacts();
  facts.roster = RosterFacts();
  EXPECT_EQ(Duty(facts).standing(), type::v1::STANDING_UNKNOWN);
  EXPECT_THAT(Reasons(Duty(facts)), ElementsAre("NO_POSTS:UNKNOWN"));
  EXPECT_THAT(Reasons(Personnel(facts)), ElementsAre("NO_POSTS:UNKNOWN"));
}

TEST(EvidenceRules, WhoNeverReportedAndNeverPlannedIsUnknown) {
  EvidenceFacts facts;
  facts.facility = FacilityNameOf("people");
  facts.day = kToday;
  facts.staff = StaffFacts();
  for (const Evidence& line :
       JudgeFacility(facts, std::string(kForm), HospitalForm())) {
    EXPECT_EQ(line.standing(), type::v1::STANDING_UNKNOWN)
        << line.DebugString();
  }
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("NO_POSTS:UNKNOWN", "NO_REPORT:UNKNOWN"));
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("NO_PLAN:UNKNOWN", "NO_DRILL:UNKNOWN"));
}

TEST(EvidenceRules, AVersionWithoutRulesLeavesAllUnknown) {
  v1::FormVersion version = HospitalForm();
  version.clear_readiness_rules();
  for (const Evidence& line :
       JudgeFacility(GoodFacts(), std::string(kForm), version)) {
    EXPECT_THAT(Reasons(line), ElementsAre("NO_RULES:UNKNOWN"));
    EXPECT_EQ(line.checks(), 0);
  }
  EXPECT_TRUE(IsJudged(version));
  version.set_asks_four_in_place(false);
  EXPECT_FALSE(IsJudged(version));
}

TEST(EvidenceRules, AGapNowIsNotReadyAndOneToComeIsAtRisk) {
  EvidenceFacts facts = GoodFacts();
  facts.roster.posts[0].gap_ahead =
      Manning{{At(kToday, 20), At(kToday, 22)}, 2, 1};
  EXPECT_THAT(Reasons(Duty(facts)), ElementsAre("DUTY_GAP_AHEAD:AT_RISK 1/2"));
  EXPECT_EQ(ToTime(Duty(facts).reasons(0).time()), At(kToday, 20));
  facts.roster.posts[0].present = 0;
  EXPECT_THAT(Reasons(Duty(facts)), ElementsAre("DUTY_GAP_NOW:NOT_READY 0/2"));
}

TEST(EvidenceRules, WhoIsOnAnotherRosterAsWellIsNotCountedOn) {
  EvidenceFacts facts = GoodFacts();
  facts.roster.people_elsewhere = 1;
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("DOUBLE_BOOKED:AT_RISK 1/2"));
  facts.roster.people = 1;
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("FEW_PEOPLE:NOT_READY 1/2"));
}

TEST(EvidenceRules, StaffOnDutyIsHeldAgainstTheMostNeededAtOnceAndAReserve) {
  EvidenceFacts facts = GoodFacts();
  facts.staff->value = 6;
  EXPECT_EQ(Personnel(facts).standing(), type::v1::STANDING_READY);
  // 20 % of five is one.
  facts.staff->value = 5;
  EXPECT_THAT(Reasons(Personnel(facts)), ElementsAre("FEW_STAFF:AT_RISK 5/6"));
  facts.staff->value = 4;
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("FEW_STAFF:NOT_READY 4/5"));
  facts.staff->standing = readiness::Standing::kStale;
  facts.staff->report_days = 3;
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("REPORT_STALE:UNKNOWN 4 3d"));
  facts.staff->standing = readiness::Standing::kUnknown;
  EXPECT_THAT(Reasons(Personnel(facts)), ElementsAre("STAFF_UNKNOWN:UNKNOWN"));
  facts.staff->standing = readiness::Standing::kNotApplicable;
  EXPECT_EQ(Personnel(facts).standing(), type::v1::STANDING_READY);
}

TEST(EvidenceRules, NotReadyIsWorseThanUnknownAndUnknownThanAtRisk) {
  EvidenceFacts facts = GoodFacts();
  facts.staff->standing = readiness::Standing::kUnknown;
  facts.roster.people_elsewhere = 1;
  EXPECT_THAT(
      Reasons(Personnel(facts)),
      ElementsAre("STAFF_UNKNOWN:UNKNOWN", "DOUBLE_BOOKED:AT_RISK 1/2"));
  EXPECT_EQ(Personnel(facts).standing(), type::v1::STANDING_UNKNOWN);
  facts.roster.people = 0;
  EXPECT_THAT(Reasons(Personnel(facts)),
              ElementsAre("FEW_PEOPLE:NOT_READY 0/2", "STAFF_UNKNOWN:UNKNOWN"));
  EXPECT_EQ(Personnel(facts).standing(), type::v1::STANDING_NOT_READY);
}

TEST(EvidenceRules, PlansAgeAndTheirReviewsFallDue) {
  EvidenceFacts facts = GoodFacts();
  v1::Plan& plan = facts.plans[0];
  plan.set_age_days(365);
  EXPECT_THAT(Reasons(PlansLine(facts)), IsEmpty());
  plan.set_age_days(366);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("PLAN_OLD:AT_RISK/365 366d"));
  plan.set_age_days(731);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("PLAN_OLD:NOT_READY/730 731d"));
  plan.set_age_days(1);
  *plan.mutable_review_date() = DateOf(kToday);
  EXPECT_THAT(Reasons(PlansLine(facts)), IsEmpty());
  *plan.mutable_review_date() = DateOf(kToday - 30);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("REVIEW_OVERDUE:AT_RISK 30d"));
  *plan.mutable_review_date() = DateOf(kToday - 31);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("REVIEW_OVERDUE:NOT_READY 31d"));
  plan.set_state(v1::Plan::STATE_RETIRED);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("PLANS_RETIRED:NOT_READY"));
}

TEST(EvidenceRules, TheNewestDrillCounts) {
  EvidenceFacts facts = GoodFacts();
  facts.drills.push_back(facts.drills[0]);
  facts.drills[0].set_age_days(400);
  EXPECT_THAT(Reasons(PlansLine(facts)), IsEmpty());
  facts.drills[1].set_age_days(91);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("DRILL_OLD:AT_RISK/90 91d"));
  facts.drills[1].set_age_days(181);
  EXPECT_THAT(Reasons(PlansLine(facts)),
              ElementsAre("DRILL_OLD:NOT_READY/180 181d"));
}

TEST(EvidenceRules, AFindingCountsByItsSeverityUntilItIsClosed) {
  const auto of = [](v1::Finding::Severity severity, v1::Finding::State state,
                     int64_t overdue) {
    EvidenceFacts facts = GoodFacts();
    facts.findings = {FindingOf(severity, state, overdue)};
    return Reasons(PlansLine(facts));
  };
  EXPECT_THAT(of(v1::Finding::SEVERITY_MINOR, v1::Finding::STATE_OPEN, 0),
              IsEmpty());
  EXPECT_THAT(of(v1::Finding::SEVERITY_MINOR, v1::Finding::STATE_OPEN, 2),
              ElementsAre("FINDING_OVERDUE:AT_RISK 2d"));
  EXPECT_THAT(of(v1::Finding::SEVERITY_MAJOR, v1::Finding::STATE_OPEN, 0),
              ElementsAre("FINDING_OPEN:AT_RISK 12d"));
  EXPECT_THAT(of(v1::Finding::SEVERITY_MAJOR, v1::Finding::STATE_OPEN, 2),
              ElementsAre("FINDING_OVERDUE:NOT_READY 2d"));
  EXPECT_THAT(of(v1::Finding::SEVERITY_CRITICAL, v1::Finding::STATE_OPEN, 0),
              ElementsAre("FINDING_OPEN:NOT_READY 12d"));
  EXPECT_THAT(of(v1::Finding::SEVERITY_CRITICAL, v1::Finding::STATE_FIXED, 0),
              ElementsAre("FINDING_FIXED:AT_RISK 12d"));
  EXPECT_THAT(of(v1::Finding::SEVERITY_CRITICAL, v1::Finding::STATE_CLOSED, 0),
              IsEmpty());
}

// --- A model that says for each standing when somebody would say so.

// What would make an inspector say "not ready" of duty, and so on; each counts
// the same things once more, in another way.
int64_t MissingNow(const RosterFacts& roster) {
  int64_t missing = 0;
  for (const PostFacts& post : roster.posts) {
    missing += std::max<int64_t>(0, post.needed - post.present);
  }
  return missing;
}

RC_GTEST_PROP(EvidenceModel, DutyAndPersonnelStandAsAnInspectorWouldSay, ()) {
  EvidenceFacts facts = GoodFacts();
  facts.roster = RosterFacts();
  bool has_gap_ahead = false;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    PostFacts post;
    post.name = Concat("post", i);
    post.needed = *rc::gen::inRange(0, 3);
    post.present = *rc::gen::inRange(0, 3);
    if (*rc::gen::inRange(0, 3) == 0) {
      post.gap_ahead = Manning{{At(kToday, 20), At(kToday, 22)}, 2, 1};
      has_gap_ahead = true;
    }
    facts.roster.needed += post.needed;
    facts.roster.posts.push_back(post);
  }
  facts.roster.people = *rc::gen::inRange(0, 7);
  facts.roster.people_elsewhere =
      *rc::gen::inRange<int64_t>(0, facts.roster.people + 1);
  facts.roster.needed_at_once = *rc::gen::inRange(0, 8);
  facts.staff->value = *rc::gen::inRange(0, 12);
  facts.staff->standing = *rc::gen::element(
      readiness::Standing::kKnown, readiness::Standing::kStale,
      readiness::Standing::kUnknown, readiness::Standing::kNotApplicable);

  const bool has_posts = !facts.roster.posts.empty();
  const auto duty = Duty(facts).standing();
  RC_ASSERT((duty == type::v1::STANDING_UNKNOWN) == !has_posts);
  RC_ASSERT((duty == type::v1::STANDING_NOT_READY) ==
            (MissingNow(facts.roster) > 0));
  RC_ASSERT((duty == type::v1::STANDING_READY) ==
            (has_posts && MissingNow(facts.roster) == 0 && !has_gap_ahead));

  const bool is_staff_told =
      facts.staff->standing == readiness::Standing::kKnown;
  const bool is_staff_asked =
      facts.staff->standing != readiness::Standing::kNotApplicable;
  const bool is_short =
      has_posts &&
      (facts.roster.people < facts.roster.needed ||
       (is_staff_told && facts.staff->value < facts.roster.needed_at_once));
  const auto personnel = Personnel(facts).standing();
  RC_ASSERT((personnel == type::v1::STANDING_NOT_READY) == is_short);
  if (!has_posts || (is_staff_asked && !is_staff_told)) {
    RC_ASSERT(personnel == type::v1::STANDING_UNKNOWN ||
              personnel == type::v1::STANDING_NOT_READY);
    return;
  }
  // Everything is known: five staff for each four that are needed, and enough
  // people though all who are elsewhere stay there.
  const bool has_reserve =
      !is_staff_told ||
      10 * facts.staff->value >= 12 * facts.roster.needed_at_once;
  const bool are_certain =
      facts.roster.people - facts.roster.people_elsewhere >=
      facts.roster.needed;
  RC_ASSERT((personnel == type::v1::STANDING_READY) ==
            (!is_short && has_reserve && are_certain));
}

}  // namespace
}  // namespace epiledger::readiness
