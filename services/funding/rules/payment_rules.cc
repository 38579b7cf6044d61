#include "services/funding/rules/payment_rules.h"

#include <string>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/direct_payment.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/four_eyes.h"
#include "services/funding/rules/invoices.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/purse.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::Position;
using ledger::State;

absl::Status ValidateCreatePayment(const v1::CreatePaymentRequest& request) {
  return ValidateInvoice(request.payment(), "payment.");
}

ledger::Needs NeedsOfPayment(const v1::CreatePaymentRequest& request) {
  const v1::Payment& payment = request.payment();
  const std::string key = AllocationKey(payment.allocation());
  const Position position = ToPosition(payment.payment_date());
  ledger::Needs needs;
  AddPurseNeeds(payment.allocation(), payment.purpose(), position, needs);
  needs.accounts.push_back(
      {PaidAccount(key, rpc::LastSegment(payment.purpose())), position});
  AddCashNeeds(payment.allocation(), position, needs);
  AddInvoiceNeeds(payment, needs);
  AddWatchNeeds(payment.allocation(), needs);
  return needs;
}

Decision DecideCreatePayment(const v1::CreatePaymentRequest& request,
                             const DecisionContext& context, State& state) {
  v1::Payment payment = request.payment();
  if (const absl::Status ahead = CheckNotAhead(
          payment.payment_date(), "payment.payment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  payment.set_kind(v1::Payment::KIND_DIRECT);
  Accepted accepted;
  if (auto refusal =
          PayDirectly(std::move(payment), context, state, accepted)) {
    return *std::move(refusal);
  }
  return accepted;
}

}  // namespace epiledger::funding
