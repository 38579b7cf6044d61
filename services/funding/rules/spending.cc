#include "services/funding/rules/spending.h"

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

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
                                   State&) {
  const v1::Payment& payment = request.payment();
  return ToFirm(v1::Proposal::KIND_PAYMENT, payment.payee(),
                ToFen(payment.amount()));
}

std::optional<Spending> SpendingOf(const v1::CreateCommitmentRequest& request,
                                   State&) {
  ledger::Amount amount = 0;
  for (const auto& line : request.commitment().lines()) {
    amount += ToFen(line.amount());
  }
  return ToFirm(v1::Proposal::KIND_COMMITMENT, request.commitment().supplier(),
                amount);
}

std::optional<Spending> SpendingOf(const v1::PayCommitmentRequest& request,
                                   State& state) {
  const auto order = OrderCalled(request.name(), state);
  if (!order.has_value()) return std::nullopt;
  return ToFirm(v1::Proposal::KIND_PAYMENT, order->supplier(),
                ToFen(request.amount()));
}

std::optional<Spending> SpendingOf(const v1::SettleLiabilityRequest& request,
                                   State& state) {
  const auto liability =
      state.Get<v1::Liability>(kLiabilities, rpc::LastSegment(request.name()));
  if (!liability.has_value()) return std::nullopt;
  return ToFirm(v1::Proposal::KIND_PAYMENT, liability->creditor(),
                ToFen(request.amount()));
}

// What is frozen stays where it is, and must never wait.
std::optional<Spending> SpendingOf(
    const v1::CreateAllocationChangeRequest& request, State& state) {
  const v1::AllocationChange& change = request.allocation_change();
  const ledger::Amount amount = ToFen(change.amount());
  if (change.kind() == v1::AllocationChange::KIND_TRANSFER) {
    return Spending{v1::Proposal::KIND_TRANSFER, change.target_allocation(),
                    AllocationKey(change.target_allocation()), amount};
  }
  if (change.kind() != v1::AllocationChange::KIND_RECALL) return std::nullopt;
  const auto allocation = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(change.allocation()));
  if (!allocation.has_value()) return std::nullopt;
  return Spending{v1::Proposal::KIND_RECALL, allocation->fund(),
                  std::string(rpc::LastSegment(allocation->fund())), amount};
}

}  // namespace epiledger::funding
