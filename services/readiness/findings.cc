#include "services/readiness/findings.h"

#include <algorithm>
#include <iterator>

#include "services/readiness/api_time.h"

namespace epiledger::readiness {
namespace {

// The state that a step leads to; unspecified: it leaves it as it is.
v1::Finding::State StateAfter(v1::FindingStep::Kind kind) {
  static constexpr v1::Finding::State kStates[] = {
      v1::Finding::STATE_UNSPECIFIED, v1::Finding::STATE_OPEN,
      v1::Finding::STATE_UNSPECIFIED, v1::Finding::STATE_FIXED,
      v1::Finding::STATE_CLOSED,      v1::Finding::STATE_OPEN};
  static_assert(std::size(kStates) == v1::FindingStep::Kind_ARRAYSIZE);
  return kStates[kind];
}

void ShowStep(const v1::FindingStep& step, v1::Finding& finding) {
  finding.set_severity(step.severity());
  finding.set_organization(step.organization());
  finding.set_owner(step.owner());
  *finding.mutable_due_date() = step.due_date();
  const v1::Finding::State state = StateAfter(step.kind());
  if (state != v1::Finding::STATE_UNSPECIFIED) finding.set_state(state);
}

}  // namespace

void AddStep(const v1::FindingStep& step, v1::Finding& finding) {
  *finding.add_steps() = step;
  ShowStep(step, finding);
}

bool ShowAt(absl::CivilDay day, v1::Finding& finding) {
  auto& steps = *finding.mutable_steps();
  while (!steps.empty() && ToDay(steps.rbegin()->step_date()) > day) {
    steps.RemoveLast();
  }
  if (steps.empty()) return false;
  for (const v1::FindingStep& step : steps) ShowStep(step, finding);
  const bool is_closed = finding.state() == v1::Finding::STATE_CLOSED;
  const absl::CivilDay until =
      is_closed ? ToDay(steps.rbegin()->step_date()) : day;
  finding.set_age_days(until - ToDay(finding.found_date()));
  const bool is_open = finding.state() == v1::Finding::STATE_OPEN;
  finding.set_overdue_days(
      is_open ? std::max<int64_t>(0, day - ToDay(finding.due_date())) : 0);
  return true;
}

void CountFinding(const v1::Finding& finding, v1::FindingCounts& counts) {
  counts.set_total(counts.total() + 1);
  if (finding.state() == v1::Finding::STATE_OPEN) {
    counts.set_open(counts.open() + 1);
  } else if (finding.state() == v1::Finding::STATE_FIXED) {
    counts.set_fixed(counts.fixed() + 1);
  } else {
    counts.set_closed(counts.closed() + 1);
  }
  if (finding.overdue_days() > 0) counts.set_overdue(counts.overdue() + 1);
}

void AddCounts(const v1::FindingCounts& more, v1::FindingCounts& counts) {
  counts.set_total(counts.total() + more.total());
  counts.set_open(counts.open() + more.open());
  counts.set_fixed(counts.fixed() + more.fixed());
  counts.set_closed(counts.closed() + more.closed());
  counts.set_overdue(counts.overdue() + more.overdue());
}

}  // namespace epiledger::readiness
