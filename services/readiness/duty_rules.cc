#include "services/readiness/duty_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"
#include "services/readiness/roster.h"
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

absl::Status CheckWholeMinute(absl::Time time, std::string_view field) {
  if (time == absl::FromUnixSeconds(absl::ToUnixSeconds(time) / 60 * 60)) {
    return absl::OkStatus();
  }
  return rpc::InvalidField(field, "NOT_A_WHOLE_MINUTE",
                           {{"found", ToText(time)}});
}

// `of` is the name of the facility, or of anything of it.
absl::Status CheckShift(const v1::Shift& shift, const std::string& of) {
  if (FacilityIdOf(shift.duty_post()) != FacilityIdOf(of)) {
    return rpc::InvalidField("shift.duty_post", "OTHER_FACILITY",
                             {{"found", shift.duty_post()}});
  }
  const Stretch when = StretchOf(shift);
  absl::Status status = CheckWholeMinute(when.start, "shift.start_time");
  if (status.ok()) status = CheckWholeMinute(when.end, "shift.end_time");
  if (!status.ok()) return status;
  if (when.IsEmpty() || when.end - when.start > limits::kMaxShift) {
    return rpc::InvalidField(
        "shift.end_time", "BAD_SHIFT_LENGTH",
        {{"found", ToText(when.end)},
         {"start", ToText(when.start)},
         {"hours", Concat(absl::ToInt64Hours(limits::kMaxShift))}});
  }
  return absl::OkStatus();
}

// A new shift of a facility, ready to be recorded, or why there is none.
std::optional<Refusal> MakeShift(std::string_view facility,
                                 const DecisionContext& context, State& state,
                                 v1::Shift& shift) {
  if (!state.Exists(kDutyPosts, rpc::PathOf(shift.duty_post()))) {
    return Missing("DUTY_POST_NOT_FOUND", shift.duty_post());
  }
  if (!state.Exists(kSubjects, rpc::LastSegment(shift.subject()))) {
    return Missing("SUBJECT_NOT_FOUND", shift.subject());
  }
  shift.set_name(rpc::MakeName(
      kShiftName, {context.book.county, facility,
                   ShiftId(book::GenesisOf(state), ToTime(shift.start_time()),
                           context.NewId())}));
  shift.set_recorder(context.subject);
  *shift.mutable_record_time() = ToTimestamp(context.record_time);
  return std::nullopt;
}

// The shift that is to go, with its withdrawal, or why it stays.
struct GoingShift {
  std::optional<Refusal> refusal;
  v1::Shift shift;
};

GoingShift TakeOff(const std::string& name, const std::string& reason,
                   const DecisionContext& context, State& state) {
  auto shift = state.Get<v1::Shift>(kShifts, rpc::PathOf(name));
  if (!shift.has_value()) return {Missing("SHIFT_NOT_FOUND", name), {}};
  if (shift->has_withdrawal()) {
    return {Refuse("SHIFT_WITHDRAWN",
                   {{"shift", name},
                    {"time", ToText(ToTime(shift->withdrawal().record_time()))},
                    {"reason", shift->withdrawal().reason()}}),
            {}};
  }
  v1::ShiftWithdrawal& withdrawal = *shift->mutable_withdrawal();
  withdrawal.set_reason(reason);
  withdrawal.set_subject(context.subject);
  *withdrawal.mutable_record_time() = ToTimestamp(context.record_time);
  return {std::nullopt, *std::move(shift)};
}

void RecordShift(const v1::Shift& shift, Accepted& accepted) {
  Record(kShifts, rpc::PathOf(shift.name()), shift, accepted);
}

}  // namespace

absl::Status ValidateSetDutyPost(const v1::SetDutyPostRequest& request) {
  if (request.requirement().hours_size() <= limits::kMaxDutyHours) {
    return absl::OkStatus();
  }
  return rpc::InvalidField(
      "requirement.hours", "TOO_MANY_ELEMENTS",
      {{"count", Concat(request.requirement().hours_size())},
       {"limit", Concat(limits::kMaxDutyHours)}});
}

Decision DecideSetDutyPost(const v1::SetDutyPostRequest& request,
                           const DecisionContext& context, State& state) {
  const std::string path = rpc::PathOf(request.name());
  if (!state.Exists(kFacilities, FacilityIdOf(request.name()))) {
    return Missing("FACILITY_NOT_FOUND",
                   FacilityOf(context.book.county, request.name()));
  }
  v1::DutyPost post =
      state.Get<v1::DutyPost>(kDutyPosts, path).value_or(v1::DutyPost());
  if (post.requirements_size() >= limits::kMaxSteps) {
    return Refuse(
        "TOO_MANY_REQUIREMENTS",
        {{"post", post.name()}, {"limit", Concat(limits::kMaxSteps)}});
  }
  post.set_name(request.name());
  post.set_display_name(request.display_name());
  v1::DutyRequirement& requirement = *post.add_requirements();
  requirement = request.requirement();
  requirement.set_subject(context.subject);
  *requirement.mutable_record_time() = ToTimestamp(context.record_time);
  Accepted accepted;
  Record(kDutyPosts, path, post, accepted);
  return accepted;
}

absl::Status ValidateCreateShift(const v1::CreateShiftRequest& request) {
  return CheckShift(request.shift(), request.parent());
}

Decision DecideCreateShift(const v1::CreateShiftRequest& request,
                           const DecisionContext& context, State& state) {
  v1::Shift shift = request.shift();
  if (auto refusal = MakeShift(rpc::LastSegment(request.parent()), context,
                               state, shift)) {
    return *std::move(refusal);
  }
  Accepted accepted;
  RecordShift(shift, accepted);
  return accepted;
}

absl::Status ValidateReplaceShift(const v1::ReplaceShiftRequest& request) {
  return CheckShift(request.shift(), request.name());
}

Decision DecideReplaceShift(const v1::ReplaceShiftRequest& request,
                            const DecisionContext& context, State& state) {
  GoingShift going = TakeOff(request.name(), request.reason(), context, state);
  if (going.refusal.has_value()) return *std::move(going.refusal);
  v1::Shift shift = request.shift();
  if (auto refusal =
          MakeShift(FacilityIdOf(request.name()), context, state, shift)) {
    return *std::move(refusal);
  }
  shift.set_replaces(request.name());
  going.shift.mutable_withdrawal()->set_replaced_by(shift.name());
  Accepted accepted;
  RecordShift(shift, accepted);
  RecordShift(going.shift, accepted);
  return accepted;
}

Decision DecideCancelShift(const v1::CancelShiftRequest& request,
                           const DecisionContext& context, State& state) {
  GoingShift going = TakeOff(request.name(), request.reason(), context, state);
  if (going.refusal.has_value()) return *std::move(going.refusal);
  Accepted accepted;
  RecordShift(going.shift, accepted);
  return accepted;
}

}  // namespace epiledger::readiness
