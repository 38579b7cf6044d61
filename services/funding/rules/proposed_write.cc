#include "services/funding/rules/proposed_write.h"

#include <algorithm>
#include <array>
#include <string>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/rules/carry_over_rules.h"
#include "services/funding/rules/change_rules.h"
#include "services/funding/rules/commitment_rules.h"
#include "services/funding/rules/liability_rules.h"
#include "services/funding/rules/payment_rules.h"
#include "services/funding/rules/settlement_rules.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using ledger::State;

namespace {

// What a proposal says of a payment it has not made yet.
void ClearDone(v1::Payment& payment) {
  payment.clear_name();
  payment.clear_available_after();
  payment.clear_undivided();
  payment.clear_from_disbursed();
}

v1::CreatePaymentRequest DirectPaymentOf(const v1::Proposal& proposal) {
  v1::CreatePaymentRequest request;
  *request.mutable_payment() = proposal.payment();
  return request;
}

v1::PayCommitmentRequest OrderPaymentOf(const v1::Proposal& proposal) {
  const v1::Payment& payment = proposal.payment();
  v1::PayCommitmentRequest request;
  request.set_name(payment.commitment());
  request.set_line(payment.line());
  *request.mutable_amount() = payment.amount();
  *request.mutable_payment_date() = payment.payment_date();
  request.set_method(payment.method());
  request.set_invoice(payment.invoice());
  request.set_voucher(payment.voucher());
  request.set_summary(payment.summary());
  request.set_prepayment(payment.kind() == v1::Payment::KIND_PREPAYMENT);
  if (payment.has_invoice_amount()) {
    *request.mutable_invoice_amount() = payment.invoice_amount();
  }
  return request;
}

v1::SettleLiabilityRequest LiabilityPaymentOf(const v1::Proposal& proposal) {
  const v1::Payment& payment = proposal.payment();
  v1::SettleLiabilityRequest request;
  request.set_name(payment.liability());
  request.set_allocation(payment.allocation());
  *request.mutable_amount() = payment.amount();
  *request.mutable_payment_date() = payment.payment_date();
  request.set_method(payment.method());
  request.set_invoice(payment.invoice());
  request.set_voucher(payment.voucher());
  if (payment.has_invoice_amount()) {
    *request.mutable_invoice_amount() = payment.invoice_amount();
  }
  return request;
}

v1::CreateCommitmentRequest OrderOf(const v1::Proposal& proposal) {
  v1::CreateCommitmentRequest request;
  request.set_commitment_id(
      std::string(rpc::LastSegment(proposal.commitment().name())));
  *request.mutable_commitment() = proposal.commitment();
  return request;
}

v1::CreateAllocationChangeRequest ChangeOf(const v1::Proposal& proposal) {
  v1::CreateAllocationChangeRequest request;
  *request.mutable_allocation_change() = proposal.allocation_change();
  return request;
}

book::Decision DecidePayment(const v1::Proposal& proposal,
                             const book::DecisionContext& context,
                             State& state) {
  if (!proposal.payment().commitment().empty()) {
    return DecidePayCommitment(OrderPaymentOf(proposal), context, state);
  }
  if (!proposal.payment().liability().empty()) {
    return DecideSettleLiability(LiabilityPaymentOf(proposal), context, state);
  }
  return DecideCreatePayment(DirectPaymentOf(proposal), context, state);
}

book::Decision DecideOrder(const v1::Proposal& proposal,
                           const book::DecisionContext& context, State& state) {
  return DecideCreateCommitment(OrderOf(proposal), context, state);
}

book::Decision DecideChange(const v1::Proposal& proposal,
                            const book::DecisionContext& context,
                            State& state) {
  return DecideCreateAllocationChange(ChangeOf(proposal), context, state);
}

// Everything a proposal may ask for.
struct ProposedWrite {
  std::string_view collection;
  std::string_view name;
  v1::Proposal::WriteCase write;
  void (*set)(const std::string& body, v1::Proposal& proposal);
  book::Decision (*decide)(const v1::Proposal& proposal,
                           const book::DecisionContext& context, State& state);
};
constexpr std::array<ProposedWrite, 4> kProposedWrites = {{
    {kPayments, kPaymentName, v1::Proposal::kPayment,
     [](const std::string& body, v1::Proposal& proposal) {
       proposal.mutable_payment()->ParseFromString(body);
       ClearDone(*proposal.mutable_payment());
     },
     &DecidePayment},
    {kCommitments, kCommitmentName, v1::Proposal::kCommitment,
     [](const std::string& body, v1::Proposal& proposal) {
       // The name stays: an order's id is its maker's choice.
       proposal.mutable_commitment()->ParseFromString(body);
     },
     &DecideOrder},
    {kAllocationChanges, kAllocationChangeName, v1::Proposal::kAllocationChange,
     [](const std::string& body, v1::Proposal& proposal) {
       proposal.mutable_allocation_change()->ParseFromString(body);
       proposal.mutable_allocation_change()->clear_name();
     },
     &DecideChange},
    {kCarryOvers, kCarryOverName, v1::Proposal::kCarryOver,
     [](const std::string& body, v1::Proposal& proposal) {
       // What was left stays: whoever approves saw that.
       proposal.mutable_carry_over()->ParseFromString(body);
       proposal.mutable_carry_over()->clear_name();
     },
     &DecideProposedCarryOver},
}};

const ProposedWrite* WriteIn(std::string_view collection) {
  const auto* const found = std::find_if(
      kProposedWrites.begin(), kProposedWrites.end(),
      [&](const ProposedWrite& one) { return one.collection == collection; });
  return found == kProposedWrites.end() ? nullptr : found;
}

}  // namespace

void SetWrite(const journal::v1::ResourceVersion& made,
              v1::Proposal& proposal) {
  if (const auto* write = WriteIn(made.collection())) {
    write->set(made.body(), proposal);
  }
}

book::Decision DecideProposed(const v1::Proposal& proposal,
                              const book::DecisionContext& context,
                              State& state) {
  const auto* const found =
      std::find_if(kProposedWrites.begin(), kProposedWrites.end(),
                   [&](const ProposedWrite& one) {
                     return one.write == proposal.write_case();
                   });
  if (found == kProposedWrites.end()) {
    return absl::InternalError("a proposal that asks for nothing");
  }
  return found->decide(proposal, context, state);
}

std::string NameOfDone(std::string_view county,
                       const journal::v1::ResourceVersion& done) {
  const auto* const write = WriteIn(done.collection());
  return write == nullptr ? rpc::MakeName(kApprovalLimitsName, {county})
                          : rpc::MakeName(write->name, {county, done.key()});
}

}  // namespace epiledger::funding
