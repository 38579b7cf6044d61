#include "services/funding/rules/spending.h"

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/carry_over_rules.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using book::Accepted;
using ledger::State;

std::optional<v1::Commitment> OrderCalled(const std::string& name,
                                          State& state) {
  return state.Get<v1::Commitment>(kCommitments, rpc::LastSegment(name));
}

std::string AllocationOfOrder(const std::string& name, State& state) {
  const auto order = OrderCalled(name, state);
  return order.has_value() ? order->allocation() : "";
}

// A firm stands for itself.
Spending ToFirm(v1::Proposal::Kind kind, const std::string& firm,
                ledger::Amount amount) {
  return {kind, firm, firm, amount};
}

}  // namespace

std::string AllocationOf(const v1::CreatePaymentRequest& request, State&) {
  return request.payment().allocation();
}
std::string AllocationOf(const v1::CreateCommitmentRequest& request, State&) {
  return request.commitment().allocation();
}
std::string AllocationOf(const v1::CreateAccrualRequest& request,
                         State& state) {
  return AllocationOfOrder(request.accrual().commitment(), state);
}
std::string AllocationOf(const v1::PayCommitmentRequest& request,
                         State& state) {
  return AllocationOfOrder(request.name(), state);
}
std::string AllocationOf(const v1::SettleLiabilityRequest& request, State&) {
  return request.allocation();
}
std::string AllocationOf(const v1::CreateAllocationChangeRequest& request,
                         State&) {
  return request.allocation_change().allocation();
}
std::string AllocationOf(const v1::CloseAllocationRequest& request, State&) {
  return request.name();
}
std::string AllocationOf(const v1::CreateCarryOverRequest& request, State&) {
  return request.carry_over().allocation();
}
std::string AllocationOf(const v1::CreateDisbursementRequest& request, State&) {
  return request.disbursement().allocation();
}

std::optional<Spending> SpendingOf(const v1::CreatePaymentRequest& request,
                                   const Accepted&, State&) {
  const v1::Payment& payment = request.payment();
  return ToFirm(v1::Proposal::KIND_PAYMENT, payment.payee(),
                ToFen(payment.amount()));
}

std::optional<Spending> SpendingOf(const v1::CreateCommitmentRequest& request,
                                   const Accepted&, State&) {
  ledger::Amount amount = 0;
  for (const auto& line : request.commitment().lines()) {
    amount += ToFen(line.amount());
  }
  return ToFirm(v1::Proposal::KIND_COMMITMENT, request.commitment().supplier(),
                amount);
}

std::optional<Spending> SpendingOf(const v1::PayCommitmentRequest& request,
                                   const Accepted&, State& state) {
  const auto order = OrderCalled(request.name(), state);
  if (!order.has_value()) return std::nullopt;
  return ToFirm(v1::Proposal::KIND_PAYMENT, order->supplier(),
                ToFen(request.amount()));
}

std::optional<Spending> SpendingOf(const v1::SettleLiabilityRequest& request,
                                   const Accepted&, State& state) {
  const auto liability =
      state.Get<v1::Liability>(kLiabilities, rpc::LastSegment(request.name()));
  if (!liability.has_value()) return std::nullopt;
  return ToFirm(v1::Proposal::KIND_PAYMENT, liability->creditor(),
                ToFen(request.amount()));
}

namespace {

// Back to the fund that the allocation has its money from.
std::optional<Spending> ToFund(const std::string& allocation,
                               ledger::Amount amount, State& state) {
  const auto source =
      state.Get<v1::Allocation>(kAllocations, AllocationKey(allocation));
  if (!source.has_value()) return std::nullopt;
  return Spending{v1::Proposal::KIND_RECALL, source->fund(),
                  std::string(rpc::LastSegment(source->fund())), amount};
}

}  // namespace

// What is frozen stays where it is, and must never wait.
std::optional<Spending> SpendingOf(
    const v1::CreateAllocationChangeRequest& request, const Accepted&,
    State& state) {
  const v1::AllocationChange& change = request.allocation_change();
  const ledger::Amount amount = ToFen(change.amount());
  if (change.kind() == v1::AllocationChange::KIND_TRANSFER) {
    return Spending{v1::Proposal::KIND_TRANSFER, change.target_allocation(),
                    AllocationKey(change.target_allocation()), amount};
  }
  if (change.kind() != v1::AllocationChange::KIND_RECALL) return std::nullopt;
  return ToFund(change.allocation(), amount, state);
}

std::optional<Spending> SpendingOf(const v1::CreateCarryOverRequest& request,
                                   const Accepted& accepted, State& state) {
  if (!request.carry_over().target_allocation().empty()) return std::nullopt;
  return ToFund(request.carry_over().allocation(), CarriedIn(accepted), state);
}

}  // namespace epiledger::funding
