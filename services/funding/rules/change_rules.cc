#include "services/funding/rules/change_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;
using Change = v1::AllocationChange;

namespace {

bool IsTransfer(const Change& change) {
  return change.kind() == Change::KIND_TRANSFER;
}

// One side of a change: a share of an allocation, both by key.
struct Side {
  std::string allocation;
  std::string purpose;
};

Side SourceOf(const Change& change) {
  return {AllocationKey(change.allocation()),
          std::string(rpc::LastSegment(change.purpose()))};
}

Side TargetOf(const Change& change) {
  return {AllocationKey(change.target_allocation()),
          std::string(rpc::LastSegment(change.target_purpose()))};
}

// The account a change takes from.
std::string SourceAccountOf(const Change& change) {
  const Side side = SourceOf(change);
  return change.kind() == Change::KIND_UNFREEZE
             ? FigureAccount(kFrozen, side.allocation, side.purpose)
             : AvailableAccount(side.allocation, side.purpose);
}

bool States(const v1::Allocation& allocation, const std::string& purpose) {
  if (rpc::LastSegment(purpose) == kAnyPurpose) return true;
  return FindShare(allocation, purpose) != nullptr;
}

// Why nothing can be changed of an allocation on a day.
std::optional<Refusal> CheckSide(const v1::Allocation& allocation,
                                 const std::string& purpose,
                                 Position position) {
  if (!States(allocation, purpose)) {
    return PurposeNotAllowed(allocation, purpose);
  }
  return CheckBegun(allocation, position);
}

std::optional<Refusal> CheckTransfer(const Change& change,
                                     const v1::Allocation& source,
                                     State& state) {
  const auto target = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(change.target_allocation()));
  if (!target.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", change.target_allocation());
  }
  if (auto refusal = CheckStanding(*target)) return refusal;
  if (target->fund() != source.fund()) {
    return Refuse("OTHER_FUND",
                  {{"fund", source.fund()}, {"target_fund", target->fund()}});
  }
  const Position position = ToPosition(change.change_date());
  if (auto refusal = CheckSpendable(*target, position)) return refusal;
  return CheckSide(*target, change.target_purpose(), position);
}

std::optional<Refusal> CheckAmount(const Change& change, State& state) {
  const Position position = ToPosition(change.change_date());
  const Amount amount = ToFen(change.amount());
  const Amount there = state.AvailableFrom(SourceAccountOf(change), position);
  if (amount <= there) return std::nullopt;
  return Refuse(
      change.kind() == Change::KIND_UNFREEZE ? "OVER_FROZEN" : "OVER_AVAILABLE",
      {{"allocation", change.allocation()},
       {"purpose", change.purpose()},
       {"available", Concat(there)},
       {"needed", Concat(amount)},
       {"date", ToText(position)}});
}

// Cash on the recipient's own account is paid back before its allocation loses
// the money.
std::optional<Refusal> CheckLeaving(const Change& change, State& state) {
  const bool is_leaving =
      change.kind() == Change::KIND_RECALL ||
      (IsTransfer(change) && change.target_allocation() != change.allocation());
  if (!is_leaving) return std::nullopt;
  return CheckTreasury(change.allocation(), ToPosition(change.change_date()),
                       ToFen(change.amount()), state);
}

// Why the change cannot be made at all, apart from the money.
std::optional<Refusal> CheckChange(const Change& change,
                                   const v1::Allocation& allocation,
                                   const std::string& subject, State& state) {
  // Whatever its kind: who is named as approver is somebody else.
  if (change.approver() == subject) {
    return Refuse("APPROVED_BY_ONESELF", {{"approver", change.approver()}});
  }
  const Position position = ToPosition(change.change_date());
  if (auto refusal = CheckPeriodOpen(position, state)) return refusal;
  if (auto refusal = CheckSide(allocation, change.purpose(), position)) {
    return refusal;
  }
  // A refund may come after the end: what came back can still be recalled.
  if (change.kind() == Change::KIND_RECALL) return std::nullopt;
  if (!IsTransfer(change)) return CheckNotClosed(allocation);
  // Nor is what may no longer be spent given to another that still lasts.
  if (auto refusal = CheckSpendable(allocation, position)) return refusal;
  return CheckTransfer(change, allocation, state);
}

// The money itself, and the figures that tell where it went.
void Move(const Change& change, const v1::Allocation& allocation,
          Accepted& accepted) {
  const Side from = SourceOf(change);
  const Side to = TargetOf(change);
  const Position position = ToPosition(change.change_date());
  const Amount amount = ToFen(change.amount());
  const std::string source = SourceAccountOf(change);
  const auto note = [&](const Side& side, std::string_view figure) {
    AddMovement(ContraAccount(side.allocation, side.purpose),
                FigureAccount(figure, side.allocation, side.purpose), position,
                amount, accepted);
  };
  switch (change.kind()) {
    case Change::KIND_RECALL:
      AddMovement(source, FundAccount(rpc::LastSegment(allocation.fund())),
                  position, amount, accepted);
      return note(from, kRecalled);
    case Change::KIND_TRANSFER:
      AddMovement(source, AvailableAccount(to.allocation, to.purpose), position,
                  amount, accepted);
      note(from, kTransferredOut);
      return note(to, kTransferredIn);
    case Change::KIND_FREEZE:
      return AddMovement(source,
                         FigureAccount(kFrozen, from.allocation, from.purpose),
                         position, amount, accepted);
    default:
      return AddMovement(source,
                         AvailableAccount(from.allocation, from.purpose),
                         position, amount, accepted);
  }
}

}  // namespace

absl::Status ValidateAllocationChange(
    const v1::CreateAllocationChangeRequest& request) {
  const Change& change = request.allocation_change();
  const bool has_target =
      !change.target_allocation().empty() || !change.target_purpose().empty();
  const auto wrong = [](const char* field, const char* reason) {
    return rpc::InvalidField(Concat("allocation_change.", field), reason, {});
  };
  if (!IsTransfer(change)) {
    return has_target ? wrong("target_allocation", "NO_TARGET")
                      : absl::OkStatus();
  }
  if (change.target_allocation().empty()) {
    return wrong("target_allocation", "TARGET_NEEDED");
  }
  if (change.target_purpose().empty()) {
    return wrong("target_purpose", "TARGET_NEEDED");
  }
  if (change.target_allocation() == change.allocation() &&
      change.target_purpose() == change.purpose()) {
    return wrong("target_purpose", "SAME_SHARE");
  }
  if (change.approver().empty()) return wrong("approver", "APPROVER_NEEDED");
  return absl::OkStatus();
}

ledger::Needs NeedsOfAllocationChange(
    const v1::CreateAllocationChangeRequest& request) {
  const Change& change = request.allocation_change();
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kAllocations), AllocationKey(change.allocation())});
  needs.accounts.push_back(
      {SourceAccountOf(change), ToPosition(change.change_date())});
  return needs;
}

Decision DecideCreateAllocationChange(
    const v1::CreateAllocationChangeRequest& request,
    const DecisionContext& context, State& state) {
  Change change = request.allocation_change();
  if (const absl::Status ahead =
          CheckNotAhead(change.change_date(), "allocation_change.change_date",
                        context, state);
      !ahead.ok()) {
    return ahead;
  }
  const auto allocation = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(change.allocation()));
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", change.allocation());
  }
  if (auto refusal = CheckStanding(*allocation)) return *std::move(refusal);
  auto refusal = CheckChange(change, *allocation, context.subject, state);
  if (!refusal.has_value()) refusal = CheckAmount(change, state);
  if (!refusal.has_value()) refusal = CheckLeaving(change, state);
  if (refusal.has_value()) return *std::move(refusal);
  const std::string id = context.NewId();
  change.set_name(
      rpc::MakeName(kAllocationChangeName, {context.book.county, id}));
  Accepted accepted;
  Move(change, *allocation, accepted);
  AddResource(kAllocationChanges, id, change, accepted);
  return accepted;
}

}  // namespace epiledger::funding
