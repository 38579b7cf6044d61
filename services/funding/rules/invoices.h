// Invoices: the same payee and invoice is paid once, or in parts that its
// whole amount allows.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_INVOICES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_INVOICES_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "epiledger/funding/v1/funding.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// INVALID_ARGUMENT INVOICE_AMOUNT_ALONE, of the field `prefix` leads to: a
// whole amount without an invoice number, or below the payment's own.
[[nodiscard]] absl::Status ValidateInvoice(const v1::Payment& payment,
                                           std::string_view prefix);

// The resources the two below look at.
void AddInvoiceNeeds(const v1::Payment& payment, ledger::Needs& needs);

// INVOICE_PAID_TWICE: one of the two payments does not say that it is a part,
// or they name different whole amounts. INVOICE_OVERPAID: the parts exceed it.
// Nothing where the payment has no invoice, or what paid it was all refunded.
[[nodiscard]] std::optional<journal::Refusal> CheckInvoice(
    const v1::Payment& payment, ledger::State& state);

// Notes that the payment, of key `id`, paid its invoice or a part of it, or
// that `refunded` of it came back.
void NoteInvoice(const v1::Payment& payment, std::string_view id,
                 ledger::State& state, book::Accepted& accepted);
void NoteRefund(const v1::Payment& payment, ledger::Amount refunded,
                ledger::State& state, book::Accepted& accepted);

// Notes that the payment, of key `id`, was reversed: its invoice can be paid
// anew, by the right one.
void NoteReversedPayment(const v1::Payment& payment, std::string_view id,
                         ledger::State& state, book::Accepted& accepted);
// Notes that a refund of `refunded` was reversed: so much of the payment, of
// key `id`, pays its invoice again. False, with nothing noted, where the
// invoice was paid otherwise meanwhile.
[[nodiscard]] bool NoteReversedRefund(const v1::Payment& payment,
                                      ledger::Amount refunded,
                                      std::string_view id, ledger::State& state,
                                      book::Accepted& accepted);
// InvoiceKeys of a payment.
[[nodiscard]] std::vector<std::string> InvoiceKeysOf(
    const v1::Payment& payment);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_INVOICES_H_
