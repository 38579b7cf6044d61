#include "services/funding/rules/disbursement_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/paid_back.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
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

ledger::Needs NeedsOfDisbursement(
    const v1::CreateDisbursementRequest& request) {
  const v1::Disbursement& disbursement = request.disbursement();
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kAllocations), AllocationKey(disbursement.allocation())});
  AddCashNeeds(disbursement.allocation(),
               ToPosition(disbursement.disbursement_date()), needs);
  return needs;
}

namespace {

// Nobody pays back what is not there that day, or what comes back or goes on
// with a carry-over later; that it was paid on later is no reason against it:
// the later payments were advanced then.
std::optional<Refusal> CheckPaidBack(const v1::Disbursement& disbursement,
                                     State& state) {
  const Amount amount = ToFen(disbursement.amount());
  const Returnable least =
      FindReturnable(AllocationKey(disbursement.allocation()),
                     ToPosition(disbursement.disbursement_date()), state);
  const Amount there = std::max<Amount>(least.amount, 0);
  if (amount <= there) return std::nullopt;
  return Refuse("OVER_DISBURSED", {{"allocation", disbursement.allocation()},
                                   {"available", Concat(there)},
                                   {"needed", Concat(amount)},
                                   {"date", ToText(least.day)}});
}

std::optional<Refusal> CheckDisbursement(const v1::Disbursement& disbursement,
                                         const v1::Allocation& allocation,
                                         State& state) {
  const Position position = ToPosition(disbursement.disbursement_date());
  if (auto refusal = CheckStanding(allocation)) return refusal;
  if (auto refusal = CheckBegun(allocation, position)) return refusal;
  if (disbursement.kind() == v1::Disbursement::KIND_PAID_BACK) {
    return CheckPaidBack(disbursement, state);
  }
  if (auto refusal = CheckPeriodOpen(position, state)) return refusal;
  if (auto refusal = CheckNotClosed(allocation)) return refusal;
  return CheckPaidOut(allocation, position, ToFen(disbursement.amount()),
                      state);
}

}  // namespace

Decision DecideCreateDisbursement(const v1::CreateDisbursementRequest& request,
                                  const DecisionContext& context,
                                  State& state) {
  v1::Disbursement disbursement = request.disbursement();
  if (const absl::Status ahead =
          CheckNotAhead(disbursement.disbursement_date(),
                        "disbursement.disbursement_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string key = AllocationKey(disbursement.allocation());
  const auto allocation = state.Get<v1::Allocation>(kAllocations, key);
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", disbursement.allocation());
  }
  const Position moved = ToPosition(disbursement.disbursement_date());
  if (auto refusal = CheckDisbursement(disbursement, *allocation, state)) {
    return *std::move(refusal);
  }
  // That cash came back is a fact, whatever is closed.
  const Position posted = Post(moved, state, disbursement);
  OwnAccount account(key, posted, state);
  const Amount amount = ToFen(disbursement.amount());
  const bool is_out = disbursement.kind() == v1::Disbursement::KIND_PAID_OUT;
  if (is_out) {
    *disbursement.mutable_for_advanced() =
        ToMoney(std::clamp<Amount>(-account.OnDay(), 0, amount));
  }
  const std::string id = context.NewId();
  disbursement.set_name(
      rpc::MakeName(kDisbursementName, {context.book.county, id}));
  Accepted accepted;
  AddResource(kDisbursements, id, disbursement, accepted);
  account.Change(is_out ? amount : -amount, accepted);
  if (!is_out) NoteCashGone(key, moved, posted, amount, accepted);
  return accepted;
}

}  // namespace epiledger::funding
