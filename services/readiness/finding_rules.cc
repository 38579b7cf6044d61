#include "services/readiness/finding_rules.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "epiledger/readiness/v1/register.pb.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/findings.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {
namespace {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;

Refusal WrongState(const v1::Finding& finding) {
  static constexpr std::array<std::string_view, 4> kWords = {
      "finding_unspecified", "finding_open", "finding_fixed", "finding_closed"};
  static_assert(kWords.size() == v1::Finding::State_ARRAYSIZE);
  return Refuse("FINDING_STATE",
                {{"finding", finding.name()},
                 {"state", std::string(kWords[finding.state()])}});
}

// Why nobody can answer for a finding by these terms.
std::optional<Refusal> WhyNotOwned(const v1::FindingStep& step, State& state) {
  if (!state.Exists(kOrganizations, rpc::LastSegment(step.organization()))) {
    return Missing("ORGANIZATION_NOT_FOUND", step.organization());
  }
  if (!step.owner().empty() &&
      !state.Exists(kSubjects, rpc::LastSegment(step.owner()))) {
    return Missing("SUBJECT_NOT_FOUND", step.owner());
  }
  return std::nullopt;
}

std::optional<Refusal> WhyDueTooEarly(const google::type::Date& due,
                                      const google::type::Date& from) {
  if (ToDay(due) >= ToDay(from)) return std::nullopt;
  return Refuse("DUE_TOO_EARLY",
                {{"found", ToText(ToDay(due))}, {"from", ToText(ToDay(from))}});
}

// Records `finding` with one step more.
Decision PutStep(v1::FindingStep step, v1::Finding finding,
                 const DecisionContext& context) {
  step.set_subject(context.subject);
  *step.mutable_record_time() = ToTimestamp(context.record_time);
  AddStep(step, finding);
  Accepted accepted;
  Record(kFindings, rpc::PathOf(finding.name()), finding, accepted);
  return accepted;
}

// A finding of `source` on the day of that.
Decision CreateFinding(const std::string& source,
                       const google::type::Date& date, v1::Finding finding,
                       const DecisionContext& context, State& state) {
  const std::string facility = FacilityIdOf(source);
  if (auto refusal = WhyDueTooEarly(finding.due_date(), date)) {
    return *std::move(refusal);
  }
  v1::FindingStep step;
  step.set_kind(v1::FindingStep::KIND_FOUND);
  *step.mutable_step_date() = date;
  step.set_severity(finding.severity());
  step.set_organization(finding.organization());
  if (step.organization().empty()) {
    step.set_organization(state.Get<v1::Facility>(kFacilities, facility)
                              .value_or(v1::Facility())
                              .organization());
  }
  step.set_owner(finding.owner());
  *step.mutable_due_date() = finding.due_date();
  if (auto refusal = WhyNotOwned(step, state)) return *std::move(refusal);
  finding.set_name(rpc::MakeName(
      kFindingName, {context.book.county, facility, context.NewId()}));
  finding.set_found_by(source);
  *finding.mutable_found_date() = date;
  return PutStep(std::move(step), std::move(finding), context);
}

// Which steps a finding may take, by its state.
struct AllowedStep {
  v1::Finding::State state;
  v1::FindingStep::Kind kind;
};
constexpr AllowedStep kAllowed[] = {
    {v1::Finding::STATE_OPEN, v1::FindingStep::KIND_AMENDED},
    {v1::Finding::STATE_OPEN, v1::FindingStep::KIND_FIXED},
    {v1::Finding::STATE_FIXED, v1::FindingStep::KIND_AMENDED},
    {v1::Finding::STATE_FIXED, v1::FindingStep::KIND_PASSED},
    {v1::Finding::STATE_FIXED, v1::FindingStep::KIND_FAILED},
};

// A step on the way to a finding that is there: with the terms it has.
class NextStep {
 public:
  NextStep(const std::string& name, const DecisionContext& context,
           State& state)
      : name_(name),
        context_(context),
        state_(state),
        finding_(state.Get<v1::Finding>(kFindings, rpc::PathOf(name))) {}

  // Why the finding cannot take a step of this kind on this day: refused, or
  // undecided. `field` is where the request has the day.
  std::optional<Decision> Begin(v1::FindingStep::Kind kind,
                                const google::type::Date& date,
                                std::string_view field) {
    const absl::Status status =
        CheckDateNotAhead(date, field, context_, state_);
    if (!status.ok()) return status;
    if (!finding_.has_value()) return Missing("FINDING_NOT_FOUND", name_);
    if (!Allows(kind)) return WrongState(*finding_);
    const v1::FindingStep& last = *finding_->steps().rbegin();
    if (ToDay(date) < ToDay(last.step_date())) {
      return Refuse("STEP_TOO_EARLY",
                    {{"finding", name_},
                     {"found", ToText(ToDay(date))},
                     {"last", ToText(ToDay(last.step_date()))}});
    }
    if (finding_->steps_size() >= limits::kMaxSteps) {
      return Refuse("TOO_MANY_STEPS",
                    {{"finding", name_}, {"limit", Concat(limits::kMaxSteps)}});
    }
    step_ = last;
    step_.set_kind(kind);
    *step_.mutable_step_date() = date;
    return std::nullopt;
  }

  [[nodiscard]] v1::FindingStep& step() { return step_; }
  [[nodiscard]] const v1::Finding& finding() const { return *finding_; }

  Decision Take() { return PutStep(step_, *finding_, context_); }

 private:
  [[nodiscard]] bool Allows(v1::FindingStep::Kind kind) const {
    return std::any_of(std::begin(kAllowed), std::end(kAllowed),
                       [this, kind](const AllowedStep& allowed) {
                         return allowed.state == finding_->state() &&
                                allowed.kind == kind;
                       });
  }

  const std::string& name_;
  const DecisionContext& context_;
  State& state_;
  std::optional<v1::Finding> finding_;
  v1::FindingStep step_;
};

// Who reported the fix that is to be tested.
std::string FixerOf(const v1::Finding& finding) {
  std::string fixer;
  for (const v1::FindingStep& step : finding.steps()) {
    if (step.kind() == v1::FindingStep::KIND_FIXED) fixer = step.subject();
  }
  return fixer;
}

}  // namespace

Decision DecideCreateDrillFinding(const v1::CreateDrillFindingRequest& request,
                                  const DecisionContext& context,
                                  State& state) {
  const auto drill =
      state.Get<v1::Drill>(kDrills, rpc::PathOf(request.parent()));
  if (!drill.has_value()) return Missing("DRILL_NOT_FOUND", request.parent());
  return CreateFinding(drill->name(), drill->drill_date(), request.finding(),
                       context, state);
}

Decision DecideCreateInspectionFinding(
    const v1::CreateInspectionFindingRequest& request,
    const DecisionContext& context, State& state) {
  const auto inspection =
      state.Get<v1::Inspection>(kInspections, rpc::PathOf(request.parent()));
  if (!inspection.has_value()) {
    return Missing("INSPECTION_NOT_FOUND", request.parent());
  }
  return CreateFinding(inspection->name(), inspection->inspection_date(),
                       request.finding(), context, state);
}

absl::Status ValidateAmendFinding(const v1::AmendFindingRequest& request) {
  if (request.severity() != v1::Finding::SEVERITY_UNSPECIFIED ||
      !request.organization().empty() || !request.owner().empty() ||
      request.has_due_date()) {
    return absl::OkStatus();
  }
  return rpc::InvalidField("severity", "NOTHING_TO_CHANGE");
}

Decision DecideAmendFinding(const v1::AmendFindingRequest& request,
                            const DecisionContext& context, State& state) {
  NextStep next(request.name(), context, state);
  if (auto problem = next.Begin(v1::FindingStep::KIND_AMENDED,
                                request.amend_date(), "amend_date")) {
    return *std::move(problem);
  }
  v1::FindingStep& step = next.step();
  step.set_note(request.reason());
  if (request.severity() != v1::Finding::SEVERITY_UNSPECIFIED) {
    step.set_severity(request.severity());
  }
  if (!request.organization().empty()) {
    step.set_organization(request.organization());
  }
  if (!request.owner().empty()) step.set_owner(request.owner());
  if (request.has_due_date()) *step.mutable_due_date() = request.due_date();
  if (auto refusal =
          WhyDueTooEarly(step.due_date(), next.finding().found_date())) {
    return *std::move(refusal);
  }
  if (auto refusal = WhyNotOwned(step, state)) return *std::move(refusal);
  return next.Take();
}

Decision DecideReportFindingFix(const v1::ReportFindingFixRequest& request,
                                const DecisionContext& context, State& state) {
  NextStep next(request.name(), context, state);
  if (auto problem = next.Begin(v1::FindingStep::KIND_FIXED, request.fix_date(),
                                "fix_date")) {
    return *std::move(problem);
  }
  next.step().set_note(request.note());
  return next.Take();
}

absl::Status ValidateRetestFinding(const v1::RetestFindingRequest& request) {
  const bool is_failed =
      request.verdict() == v1::RetestFindingRequest::VERDICT_FAILED;
  if (is_failed == request.has_due_date()) return absl::OkStatus();
  return rpc::InvalidField("due_date",
                           is_failed ? "REQUIRED" : "NOT_FOR_PASSED");
}

Decision DecideRetestFinding(const v1::RetestFindingRequest& request,
                             const DecisionContext& context, State& state) {
  const bool is_failed =
      request.verdict() == v1::RetestFindingRequest::VERDICT_FAILED;
  NextStep next(request.name(), context, state);
  if (auto problem = next.Begin(is_failed ? v1::FindingStep::KIND_FAILED
                                          : v1::FindingStep::KIND_PASSED,
                                request.retest_date(), "retest_date")) {
    return *std::move(problem);
  }
  if (FixerOf(next.finding()) == context.subject) {
    return Refuse("RETESTED_BY_FIXER",
                  {{"finding", request.name()}, {"subject", context.subject}});
  }
  next.step().set_note(request.note());
  if (is_failed) {
    if (auto refusal =
            WhyDueTooEarly(request.due_date(), request.retest_date())) {
      return *std::move(refusal);
    }
    *next.step().mutable_due_date() = request.due_date();
  }
  return next.Take();
}

}  // namespace epiledger::readiness
