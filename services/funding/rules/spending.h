// What a write that moves an allocation's money is, told by its request: of
// which allocation, for whom, how much.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_SPENDING_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_SPENDING_H_

#include <optional>
#include <string>
#include <type_traits>

#include "epiledger/funding/v1/allocation_change_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

struct Spending {
  v1::Proposal::Kind kind = v1::Proposal::KIND_UNSPECIFIED;
  // As in Proposal.
  std::string payee;
  // What stands for the payee in keys.
  std::string payee_key;
  ledger::Amount amount = 0;
};

// The allocation whose money a write moves, a full name; empty where the order
// or liability it names does not exist.
[[nodiscard]] std::string AllocationOf(const v1::CreatePaymentRequest& request,
                                       ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::CreateCommitmentRequest& request, ledger::State& state);
[[nodiscard]] std::string AllocationOf(const v1::CreateAccrualRequest& request,
                                       ledger::State& state);
[[nodiscard]] std::string AllocationOf(const v1::PayCommitmentRequest& request,
                                       ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::SettleLiabilityRequest& request, ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::CreateAllocationChangeRequest& request, ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::CloseAllocationRequest& request, ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::CreateCarryOverRequest& request, ledger::State& state);
[[nodiscard]] std::string AllocationOf(
    const v1::CreateDisbursementRequest& request, ledger::State& state);

// Another allocation that it asks what is left of, likewise: where what is left
// at the end of a year goes.
template <typename Request>
[[nodiscard]] std::string AllocationReachedBy(const Request& request) {
  if constexpr (std::is_same_v<Request, v1::CreateCarryOverRequest>) {
    return request.carry_over().target_allocation();
  }
  return "";
}

// What a write that was accepted spends, told by its request; nothing where its
// kind has no limit.
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::CreatePaymentRequest& request, const book::Accepted& accepted,
    ledger::State& state);
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::CreateCommitmentRequest& request, const book::Accepted& accepted,
    ledger::State& state);
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::PayCommitmentRequest& request, const book::Accepted& accepted,
    ledger::State& state);
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::SettleLiabilityRequest& request, const book::Accepted& accepted,
    ledger::State& state);
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::CreateAllocationChangeRequest& request,
    const book::Accepted& accepted, ledger::State& state);
// How much is left at the end of a year only the entry itself tells. Back to
// the fund it is a recall; where it goes on, recipient and purpose stay.
[[nodiscard]] std::optional<Spending> SpendingOf(
    const v1::CreateCarryOverRequest& request, const book::Accepted& accepted,
    ledger::State& state);
// Goods that came are a fact, closing spends nothing, and cash on the
// recipient's own account is not spent yet.
[[nodiscard]] inline std::optional<Spending> SpendingOf(
    const v1::CreateAccrualRequest&, const book::Accepted&, ledger::State&) {
  return std::nullopt;
}
[[nodiscard]] inline std::optional<Spending> SpendingOf(
    const v1::CloseAllocationRequest&, const book::Accepted&, ledger::State&) {
  return std::nullopt;
}
[[nodiscard]] inline std::optional<Spending> SpendingOf(
    const v1::CreateDisbursementRequest&, const book::Accepted&,
    ledger::State&) {
  return std::nullopt;
}

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_SPENDING_H_
