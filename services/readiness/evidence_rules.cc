#include "services/readiness/evidence_rules.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "services/host/evidence.h"
#include "services/readiness/api_time.h"
#include "services/readiness/form_book.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using host::EvidenceLine;
using type::v1::Evidence;
using type::v1::EvidenceReason;

constexpr auto kReady = type::v1::STANDING_READY;
constexpr auto kAtRisk = type::v1::STANDING_AT_RISK;
constexpr auto kUnknown = type::v1::STANDING_UNKNOWN;
constexpr auto kNotReady = type::v1::STANDING_NOT_READY;

void SetFigures(int64_t have, int64_t needed, EvidenceReason& reason) {
  reason.set_have(have);
  reason.set_needed(needed);
}

// Those on the roster against what all posts need together.
void JudgePeople(const RosterFacts& roster, EvidenceLine& line) {
  if (roster.posts.empty()) {
    line.Fail(kUnknown, EvidenceReason::KIND_NO_POSTS);
    return;
  }
  const int64_t certain = roster.people - roster.people_elsewhere;
  if (roster.people < roster.needed) {
    SetFigures(roster.people, roster.needed,
               line.Fail(kNotReady, EvidenceReason::KIND_FEW_PEOPLE));
  } else if (certain < roster.needed) {
    SetFigures(certain, roster.needed,
               line.Fail(kAtRisk, EvidenceReason::KIND_DOUBLE_BOOKED));
  } else {
    line.Pass();
  }
}

// What the report says of staff; what is stale is shown and not believed.
void JudgeStaff(const StaffFacts& staff, const RosterFacts& roster,
                int64_t reserve_percent, EvidenceLine& line) {
  switch (staff.standing) {
    case readiness::Standing::kNotApplicable:
      return;
    case readiness::Standing::kStale: {
      EvidenceReason& reason = line.Fail(
          kUnknown, EvidenceReason::KIND_REPORT_STALE, staff.indicator);
      reason.set_have(staff.value);
      reason.set_days(*staff.report_days);
      return;
    }
    case readiness::Standing::kUnknown:
    case readiness::Standing::kNotDue:
      line.Fail(kUnknown,
                staff.report_days.has_value()
                    ? EvidenceReason::KIND_STAFF_UNKNOWN
                    : EvidenceReason::KIND_NO_REPORT,
                staff.indicator);
      return;
    case readiness::Standing::kKnown:
      break;
  }
  // Against what nobody said, nothing is judged: JudgePeople says so.
  if (roster.posts.empty()) return;
  // Rounded up: part of a person is a person.
  const int64_t with_reserve =
      (roster.needed_at_once * (100 + reserve_percent) + 99) / 100;
  if (staff.value < with_reserve) {
    const bool is_short = staff.value < roster.needed_at_once;
    SetFigures(staff.value, is_short ? roster.needed_at_once : with_reserve,
               line.Fail(is_short ? kNotReady : kAtRisk,
                         EvidenceReason::KIND_FEW_STAFF, staff.indicator));
  } else {
    line.Pass();
  }
}

void JudgePost(const PostFacts& post, EvidenceLine& line) {
  if (post.present < post.needed) {
    SetFigures(
        post.present, post.needed,
        line.Fail(kNotReady, EvidenceReason::KIND_DUTY_GAP_NOW, post.name));
  } else if (post.gap_ahead.has_value()) {
    EvidenceReason& reason =
        line.Fail(kAtRisk, EvidenceReason::KIND_DUTY_GAP_AHEAD, post.name);
    SetFigures(post.gap_ahead->present, post.gap_ahead->needed, reason);
    *reason.mutable_time() = ToTimestamp(post.gap_ahead->when.start);
  } else {
    line.Pass();
  }
}

void JudgeAge(int64_t age, int64_t at_risk, int64_t not_ready,
              EvidenceReason::Kind kind, const std::string& subject,
              EvidenceLine& line) {
  const type::v1::Standing standing = StandingOfAge(age, at_risk, not_ready);
  if (standing == kReady) return line.Pass();
  EvidenceReason& reason = line.Fail(standing, kind, subject);
  reason.set_days(age);
  reason.set_needed(standing == kNotReady ? not_ready : at_risk);
}

void JudgePlan(const v1::Plan& plan, absl::CivilDay day,
               const v1::ReadinessRules& rules, EvidenceLine& line) {
  const int64_t overdue = day - ToDay(plan.review_date());
  if (overdue > 0) {
    line.Fail(overdue > rules.review_overdue_days() ? kNotReady : kAtRisk,
              EvidenceReason::KIND_REVIEW_OVERDUE, plan.name())
        .set_days(overdue);
  } else {
    line.Pass();
  }
  JudgeAge(plan.age_days(), rules.plan_at_risk_days(),
           rules.plan_not_ready_days(), EvidenceReason::KIND_PLAN_OLD,
           plan.name(), line);
}

void JudgePlans(const EvidenceFacts& facts, const v1::ReadinessRules& rules,
                EvidenceLine& line) {
  bool is_one_in_force = false;
  for (const v1::Plan& plan : facts.plans) {
    if (plan.state() == v1::Plan::STATE_RETIRED) continue;
    is_one_in_force = true;
    JudgePlan(plan, facts.day, rules, line);
  }
  if (!rules.asks_plan() || is_one_in_force) return;
  if (facts.plans.empty()) {
    line.Fail(kUnknown, EvidenceReason::KIND_NO_PLAN);
  } else {
    line.Fail(kNotReady, EvidenceReason::KIND_PLANS_RETIRED);
  }
}

void JudgeDrills(const std::vector<v1::Drill>& drills,
                 const v1::ReadinessRules& rules, EvidenceLine& line) {
  if (rules.drill_at_risk_days() == 0 && rules.drill_not_ready_days() == 0) {
    return;
  }
  const auto newest = std::min_element(
      drills.begin(), drills.end(), [](const v1::Drill& a, const v1::Drill& b) {
        return a.age_days() < b.age_days();
      });
  if (newest == drills.end()) {
    line.Fail(kUnknown, EvidenceReason::KIND_NO_DRILL);
    return;
  }
  JudgeAge(newest->age_days(), rules.drill_at_risk_days(),
           rules.drill_not_ready_days(), EvidenceReason::KIND_DRILL_OLD,
           newest->name(), line);
}

// What a rule makes of a finding, and for what.
struct FindingVerdict {
  type::v1::Standing standing = kReady;
  EvidenceReason::Kind kind = EvidenceReason::KIND_FINDING_OPEN;
  int64_t days = 0;
};

FindingVerdict VerdictOf(const v1::Finding& finding,
                         const v1::FindingRule& rule) {
  if (finding.state() == v1::Finding::STATE_FIXED) {
    return {rule.fixed(), EvidenceReason::KIND_FINDING_FIXED,
            finding.age_days()};
  }
  if (finding.state() != v1::Finding::STATE_OPEN) return {};
  if (finding.overdue_days() > 0 &&
      rule.overdue() != type::v1::STANDING_UNSPECIFIED) {
    return {rule.overdue(), EvidenceReason::KIND_FINDING_OVERDUE,
            finding.overdue_days()};
  }
  return {rule.open(), EvidenceReason::KIND_FINDING_OPEN, finding.age_days()};
}

void JudgeFinding(const v1::Finding& finding, const v1::ReadinessRules& rules,
                  EvidenceLine& line) {
  for (const v1::FindingRule& rule : rules.findings()) {
    if (rule.severity() != finding.severity()) continue;
    const FindingVerdict verdict = VerdictOf(finding, rule);
    if (verdict.standing <= kReady) return line.Pass();
    line.Fail(verdict.standing, verdict.kind, finding.name())
        .set_days(verdict.days);
  }
}

absl::Status CheckLimits(int64_t at_risk, int64_t not_ready,
                         std::string_view field) {
  if (not_ready == 0 || not_ready >= at_risk) return absl::OkStatus();
  return rpc::InvalidField(Concat("version.readiness_rules.", field),
                           "RANGE_TURNED_ROUND");
}

}  // namespace

bool IsJudged(const v1::FormVersion& version) {
  return version.has_readiness_rules() || version.asks_four_in_place();
}

type::v1::Standing StandingOfAge(int64_t age, int64_t at_risk,
                                 int64_t not_ready) {
  if (not_ready > 0 && age > not_ready) return kNotReady;
  return at_risk > 0 && age > at_risk ? kAtRisk : kReady;
}

std::vector<Evidence> JudgeFacility(const EvidenceFacts& facts,
                                    const std::string& form,
                                    const v1::FormVersion& version) {
  EvidenceLine personnel(facts.facility, type::v1::DIMENSION_PERSONNEL);
  EvidenceLine duty(facts.facility, type::v1::DIMENSION_DUTY);
  EvidenceLine plans(facts.facility, type::v1::DIMENSION_PLANS);
  const std::vector<EvidenceLine*> lines = {&personnel, &duty, &plans};
  for (EvidenceLine* line : lines) line->AddRules(form, version.version());
  if (version.has_readiness_rules()) {
    const v1::ReadinessRules& rules = version.readiness_rules();
    JudgePeople(facts.roster, personnel);
    if (facts.staff.has_value()) {
      JudgeStaff(*facts.staff, facts.roster, rules.staff_reserve_percent(),
                 personnel);
    }
    for (const PostFacts& post : facts.roster.posts) JudgePost(post, duty);
    if (facts.roster.posts.empty()) {
      duty.Fail(kUnknown, EvidenceReason::KIND_NO_POSTS);
    }
    JudgePlans(facts, rules, plans);
    JudgeDrills(facts.drills, rules, plans);
    for (const v1::Finding& finding : facts.findings) {
      JudgeFinding(finding, rules, plans);
    }
  }
  std::vector<Evidence> evidence;
  for (EvidenceLine* line : lines) {
    evidence.push_back(line->Take(EvidenceReason::KIND_NO_RULES));
  }
  return evidence;
}

absl::Status ValidateRules(const v1::FormVersion& version) {
  if (!version.has_readiness_rules()) return absl::OkStatus();
  const v1::ReadinessRules& rules = version.readiness_rules();
  const std::string& staff = rules.staff_indicator();
  if (!staff.empty() &&
      FindQuestion(version, rpc::LastSegment(staff)) == nullptr) {
    return rpc::InvalidField("version.readiness_rules.staff_indicator",
                             "NOT_ASKED", {{"found", staff}});
  }
  absl::Status fits =
      CheckLimits(rules.plan_at_risk_days(), rules.plan_not_ready_days(),
                  "plan_not_ready_days");
  if (fits.ok()) {
    fits = CheckLimits(rules.drill_at_risk_days(), rules.drill_not_ready_days(),
                       "drill_not_ready_days");
  }
  if (!fits.ok()) return fits;
  std::set<int> severities;
  for (int i = 0; i < rules.findings_size(); ++i) {
    const auto severity = rules.findings(i).severity();
    if (severities.insert(severity).second) continue;
    return rpc::InvalidField(
        Concat("version.readiness_rules.findings[", i, "].severity"),
        "LISTED_TWICE", {{"found", v1::Finding::Severity_Name(severity)}});
  }
  return absl::OkStatus();
}

}  // namespace epiledger::readiness
