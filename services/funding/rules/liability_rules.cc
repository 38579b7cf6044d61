#include "services/funding/rules/liability_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/direct_payment.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/periods.h"
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

ledger::Needs NeedsOfLiability(const v1::CreateLiabilityRequest& request) {
  return {{{std::string(kPurposes),
            std::string(rpc::LastSegment(request.liability().purpose()))}},
          {}};
}

Decision DecideCreateLiability(const v1::CreateLiabilityRequest& request,
                               const DecisionContext& context, State& state) {
  v1::Liability liability = request.liability();
  if (const absl::Status ahead =
          CheckNotAhead(liability.liability_date(), "liability.liability_date",
                        context, state);
      !ahead.ok()) {
    return ahead;
  }
  if (auto refusal = CheckReferent<v1::Purpose>(
          kPurposes, rpc::LastSegment(liability.purpose()), "PURPOSE_NOT_FOUND",
          liability.purpose(), state)) {
    return *std::move(refusal);
  }
  const std::string id = context.NewId();
  liability.set_name(rpc::MakeName(kLiabilityName, {context.book.county, id}));
  const std::string_view debtor = rpc::LastSegment(liability.debtor());
  Accepted accepted;
  AddMovement(LiabilityContraAccount(debtor, id), LiabilityAccount(debtor, id),
              // That it is owed is a fact, whatever is closed.
              Post(ToPosition(liability.liability_date()), state, liability),
              ToFen(liability.amount()), accepted);
  AddResource(kLiabilities, id, liability, accepted);
  return accepted;
}

namespace {

// The payment that settles it, as far as request and liability tell.
v1::Payment SettlingPayment(const v1::SettleLiabilityRequest& request,
                            const v1::Liability& liability) {
  v1::Payment payment;
  payment.set_allocation(request.allocation());
  payment.set_purpose(liability.purpose());
  *payment.mutable_amount() = request.amount();
  *payment.mutable_payment_date() = request.payment_date();
  payment.set_payee(liability.creditor());
  payment.set_method(request.method());
  payment.set_invoice(request.invoice());
  payment.set_voucher(request.voucher());
  payment.set_summary(liability.reason());
  if (request.has_invoice_amount()) {
    *payment.mutable_invoice_amount() = request.invoice_amount();
  }
  payment.set_kind(v1::Payment::KIND_LIABILITY);
  payment.set_liability(request.name());
  return payment;
}

std::optional<Refusal> CheckOwed(const v1::SettleLiabilityRequest& request,
                                 const v1::Liability& liability,
                                 const std::string& account, State& state) {
  const Position position = ToPosition(request.payment_date());
  const Position since = ToPosition(liability.liability_date());
  if (position < since) {
    return Refuse("PAID_BEFORE_OWED", {{"liability", request.name()},
                                       {"date", ToText(position)},
                                       {"since", ToText(since)}});
  }
  const Amount owed = state.AvailableFrom(account, position);
  const Amount amount = ToFen(request.amount());
  if (amount <= owed) return std::nullopt;
  return Refuse("OVER_OWED", {{"liability", request.name()},
                              {"available", Concat(owed)},
                              {"needed", Concat(amount)},
                              {"date", ToText(position)}});
}

// What is earmarked for one recipient does not pay for another; it is
// transferred first, with an approver.
std::optional<Refusal> CheckRecipient(const v1::SettleLiabilityRequest& request,
                                      const v1::Liability& liability,
                                      State& state) {
  const auto allocation = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(request.allocation()));
  if (!allocation.has_value() ||
      allocation->recipient() == liability.debtor()) {
    return std::nullopt;
  }
  return Refuse("OTHER_RECIPIENT", {{"allocation", request.allocation()},
                                    {"recipient", allocation->recipient()},
                                    {"liability", request.name()},
                                    {"debtor", liability.debtor()}});
}

}  // namespace

absl::Status ValidateSettleLiability(
    const v1::SettleLiabilityRequest& request) {
  return ValidateInvoice(SettlingPayment(request, {}), "");
}

ledger::Needs NeedsOfSettleLiability(
    const v1::SettleLiabilityRequest& request) {
  return {{{std::string(kLiabilities),
            std::string(rpc::LastSegment(request.name()))},
           {std::string(kAllocations), AllocationKey(request.allocation())}},
          {}};
}

Decision DecideSettleLiability(const v1::SettleLiabilityRequest& request,
                               const DecisionContext& context, State& state) {
  if (const absl::Status ahead =
          CheckNotAhead(request.payment_date(), "payment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const std::string_view key = rpc::LastSegment(request.name());
  const auto liability = state.Get<v1::Liability>(kLiabilities, key);
  if (!liability.has_value()) {
    return Missing("LIABILITY_NOT_FOUND", request.name());
  }
  if (auto refusal = CheckStanding(*liability)) return *std::move(refusal);
  const std::string_view debtor = rpc::LastSegment(liability->debtor());
  const std::string account = LiabilityAccount(debtor, key);
  auto refusal = CheckRecipient(request, *liability, state);
  if (!refusal.has_value()) {
    refusal = CheckOwed(request, *liability, account, state);
  }
  if (refusal.has_value()) return *std::move(refusal);
  Accepted accepted;
  refusal = PayDirectly(SettlingPayment(request, *liability), context, state,
                        accepted);
  if (refusal.has_value()) return *std::move(refusal);
  AddMovement(account, LiabilityContraAccount(debtor, key),
              ToPosition(request.payment_date()), ToFen(request.amount()),
              accepted);
  return accepted;
}

}  // namespace epiledger::funding
