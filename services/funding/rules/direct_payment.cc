#include "services/funding/rules/direct_payment.h"

#include <string>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

// What a payment must fit, apart from the money itself.
std::optional<Refusal> CheckPayment(const v1::Payment& payment,
                                    const v1::Allocation& allocation,
                                    const Purse& purse, State& state) {
  if (!purse.Allows(payment.purpose())) {
    return PurposeNotAllowed(allocation, payment.purpose());
  }
  const Position position = ToPosition(payment.payment_date());
  const Position allocated = ToPosition(allocation.effective_date());
  if (position < allocated) {
    return Refuse("PAID_BEFORE_ALLOCATED", {{"payment_date", ToText(position)},
                                            {"allocated", ToText(allocated)}});
  }
  if (auto refusal = CheckPeriodOpen(position, state)) return refusal;
  if (auto refusal = CheckSpendable(allocation, position)) return refusal;
  return CheckInvoice(payment, state);
}

}  // namespace

std::optional<Refusal> PayDirectly(v1::Payment payment,
                                   const book::DecisionContext& context,
                                   State& state, book::Accepted& accepted) {
  const std::string key = AllocationKey(payment.allocation());
  const auto allocation = state.Get<v1::Allocation>(kAllocations, key);
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", payment.allocation());
  }
  if (auto refusal = CheckStanding(*allocation)) return refusal;
  const Position position = ToPosition(payment.payment_date());
  Purse purse(*allocation, position, state);
  if (auto refusal = CheckPayment(payment, *allocation, purse, state)) {
    return refusal;
  }
  const Amount available = purse.Available(payment.purpose());
  const Amount amount = ToFen(payment.amount());
  if (auto refusal =
          purse.CheckTake({payment.purpose(), amount}, "OVERSPENT")) {
    return refusal;
  }
  if (auto refusal = CheckCash(payment, state)) return refusal;
  const Amount undivided = purse.Take(
      payment.purpose(), amount,
      PaidAccount(key, rpc::LastSegment(payment.purpose())), accepted);
  const std::string id = context.NewId();
  payment.set_name(rpc::MakeName(kPaymentName, {context.book.county, id}));
  *payment.mutable_available_after() = ToMoney(available - amount);
  *payment.mutable_undivided() = ToMoney(undivided);
  DrawCash(payment, state, accepted);
  AddResource(kPayments, id, payment, accepted);
  NoteInvoice(payment, id, state, accepted);
  return std::nullopt;
}

}  // namespace epiledger::funding
