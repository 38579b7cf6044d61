#include "services/funding/rules/invoices.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::funding {

std::vector<std::string> InvoiceKeysOf(const v1::Payment& payment) {
  return InvoiceKeys(payment.payee(), payment.invoice());
}

namespace {

using ledger::Amount;

bool HasInvoice(const v1::Payment& payment) {
  return !InvoiceKeysOf(payment).empty();
}

// What an invoice is recorded under.
std::string NewKeyOf(const v1::Payment& payment) {
  return InvoiceKeysOf(payment).front();
}

// What was paid of an invoice in parts; its amount is that of the whole. No
// build kept it under keys as typed.
v1::PartlyPaidInvoice PartsOf(const v1::Payment& payment,
                              ledger::State& state) {
  return state.Get<v1::PartlyPaidInvoice>(kInvoiceParts, NewKeyOf(payment))
      .value_or(v1::PartlyPaidInvoice());
}

// The keys of the payments that are on record for an invoice, that under the
// newest spelling first: one, unless it was also paid as it was typed.
std::vector<std::string> PayersOf(const v1::Payment& payment,
                                  ledger::State& state) {
  std::vector<std::string> payers;
  for (const std::string& key : InvoiceKeysOf(payment)) {
    if (auto holder = HolderOf(kInvoices, key, state)) {
      payers.push_back(*std::move(holder));
    }
  }
  return payers;
}

bool IsOnRecord(const v1::Payment& payment, std::string_view id,
                ledger::State& state) {
  const std::vector<std::string> payers = PayersOf(payment, state);
  return !payers.empty() && payers.front() == id;
}

// Whether nothing stands of what was paid of an invoice: `first` is the key of
// a payment that is on record for it.
bool IsAllRefunded(const std::string& first, const v1::PartlyPaidInvoice& parts,
                   ledger::State& state) {
  if (ToFen(parts.paid()) > 0) return false;
  const auto payment = state.Get<v1::Payment>(kPayments, first);
  return payment.has_value() &&
         (!payment->reversed_by().empty() ||
          ToFen(payment->refunded()) == ToFen(payment->amount()));
}

// The payment that an invoice stands paid by, nothing where none does.
std::optional<std::string> StandingPayer(const v1::Payment& payment,
                                         const v1::PartlyPaidInvoice& parts,
                                         ledger::State& state) {
  for (std::string& payer : PayersOf(payment, state)) {
    if (!IsAllRefunded(payer, parts, state)) return std::move(payer);
  }
  return std::nullopt;
}

}  // namespace

absl::Status ValidateInvoice(const v1::Payment& payment,
                             std::string_view prefix) {
  if (!payment.has_invoice_amount()) return absl::OkStatus();
  const Amount whole = ToFen(payment.invoice_amount());
  if (HasInvoice(payment) && whole >= ToFen(payment.amount())) {
    return absl::OkStatus();
  }
  return rpc::InvalidField(
      Concat(prefix, "invoice_amount"), "INVOICE_AMOUNT_ALONE",
      {{"found", Concat(whole)}, {"amount", Concat(ToFen(payment.amount()))}});
}

void AddInvoiceNeeds(const v1::Payment& payment, ledger::Needs& needs) {
  if (!HasInvoice(payment)) return;
  for (const std::string& key : InvoiceKeysOf(payment)) {
    needs.resources.push_back({std::string(kInvoices), key});
  }
  needs.resources.push_back({std::string(kInvoiceParts), NewKeyOf(payment)});
}

std::optional<journal::Refusal> CheckInvoice(const v1::Payment& payment,
                                             ledger::State& state) {
  if (!HasInvoice(payment)) return std::nullopt;
  const v1::PartlyPaidInvoice parts = PartsOf(payment, state);
  const Amount whole = ToFen(payment.invoice_amount());
  // What was paid at once has no parts, and its whole amount fits no other.
  const bool is_next_part = payment.has_invoice_amount() &&
                            ToFen(parts.paid()) > 0 &&
                            ToFen(parts.amount()) == whole;
  const auto first = StandingPayer(payment, parts, state);
  if (first.has_value() && !is_next_part) {
    return Refuse("INVOICE_PAID_TWICE", {{"payee", payment.payee()},
                                         {"invoice", payment.invoice()},
                                         {"payment", *first}});
  }
  const Amount paid = ToFen(parts.paid());
  if (payment.has_invoice_amount() && ToFen(payment.amount()) > whole - paid) {
    return Refuse("INVOICE_OVERPAID",
                  {{"payee", payment.payee()},
                   {"invoice", payment.invoice()},
                   {"amount", Concat(whole)},
                   {"available", Concat(whole - paid)},
                   {"needed", Concat(ToFen(payment.amount()))}});
  }
  return std::nullopt;
}

void NoteInvoice(const v1::Payment& payment, std::string_view id,
                 ledger::State& state, book::Accepted& accepted) {
  if (!HasInvoice(payment)) return;
  const std::string key = NewKeyOf(payment);
  if (!StandingPayer(payment, PartsOf(payment, state), state).has_value()) {
    AddResource(kInvoices, key, std::string(id), accepted);
  }
  if (!payment.has_invoice_amount()) return;
  v1::PartlyPaidInvoice parts = PartsOf(payment, state);
  *parts.mutable_amount() = payment.invoice_amount();
  *parts.mutable_paid() =
      ToMoney(ToFen(parts.paid()) + ToFen(payment.amount()));
  AddResource(kInvoiceParts, key, parts, accepted);
}

void NoteRefund(const v1::Payment& payment, Amount refunded,
                ledger::State& state, book::Accepted& accepted) {
  if (!HasInvoice(payment) || !payment.has_invoice_amount()) return;
  v1::PartlyPaidInvoice parts = PartsOf(payment, state);
  *parts.mutable_paid() = ToMoney(ToFen(parts.paid()) - refunded);
  AddResource(kInvoiceParts, NewKeyOf(payment), parts, accepted);
}

void NoteReversedPayment(const v1::Payment& payment, std::string_view id,
                         ledger::State& state, book::Accepted& accepted) {
  if (!HasInvoice(payment)) return;
  Amount still_paid = 0;
  if (payment.has_invoice_amount()) {
    still_paid =
        ToFen(PartsOf(payment, state).paid()) - ToFen(payment.amount());
    NoteRefund(payment, ToFen(payment.amount()), state, accepted);
  }
  // While other parts stand, theirs is the whole that the next part must name.
  if (still_paid > 0) return;
  for (const std::string& key : InvoiceKeysOf(payment)) {
    if (HolderOf(kInvoices, key, state) == id) {
      AddResource(kInvoices, key, "", accepted);
    }
  }
}

bool NoteReversedRefund(const v1::Payment& payment, Amount refunded,
                        std::string_view id, ledger::State& state,
                        book::Accepted& accepted) {
  if (!HasInvoice(payment)) return true;
  v1::Payment part = payment;
  *part.mutable_amount() = ToMoney(refunded);
  if (payment.has_invoice_amount() || !IsOnRecord(payment, id, state)) {
    if (CheckInvoice(part, state).has_value()) return false;
    NoteInvoice(part, id, state, accepted);
  }
  return true;
}

}  // namespace epiledger::funding
