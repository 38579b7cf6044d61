// Invoices that stand paid more than once.
#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/payment_scan.h"
#include "services/funding/plain_text.h"
#include "services/funding/report_queries.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ledger::Amount;

Amount StandingAmount(const v1::Payment& payment) {
  return ToFen(payment.amount()) - ToFen(payment.refunded());
}

// Parts of one invoice: each states the same whole, which they do not exceed.
bool AreParts(const v1::DuplicateInvoice& invoice) {
  const Amount whole = ToFen(invoice.payments(0).invoice_amount());
  return ToFen(invoice.total()) <= whole &&
         std::all_of(invoice.payments().begin(), invoice.payments().end(),
                     [whole](const v1::Payment& payment) {
                       return payment.has_invoice_amount() &&
                              ToFen(payment.invoice_amount()) == whole;
                     });
}

// Wider than what is refused (InvoiceKeys): spaces make no difference.
std::string GroupOf(const v1::Payment& payment, bool any_payee) {
  const std::string invoice = PlainText(payment.invoice());
  return any_payee ? invoice
                   : Concat(PlainText(payment.payee()), "\x1f", invoice);
}

// How many payments stand of each invoice.
using Counts = std::map<std::string, int>;

bool IsStanding(const v1::Payment& payment) {
  return !PlainText(payment.invoice()).empty() &&
         payment.reversed_by().empty() && StandingAmount(payment) > 0;
}

absl::StatusOr<Counts> CountInvoices(host::ReadContext& context,
                                     bool any_payee) {
  Counts counts;
  const absl::Status scanned = ScanPayments(context, [&](v1::Payment& payment) {
    if (IsStanding(payment)) ++counts[GroupOf(payment, any_payee)];
  });
  if (!scanned.ok()) return scanned;
  return counts;
}

void AddPayment(v1::Payment& payment, v1::DuplicateInvoice& invoice) {
  if (invoice.payments().empty()) {
    invoice.set_payee(payment.payee());
    invoice.set_invoice(payment.invoice());
  }
  *invoice.mutable_total() =
      ToMoney(ToFen(invoice.total()) + StandingAmount(payment));
  *invoice.add_payments() = std::move(payment);
}

}  // namespace

// Counted first, for all payments of a county may have invoices, and few of
// them one that is there twice.
absl::StatusOr<v1::ListDuplicateInvoicesResponse> ListDuplicateInvoices(
    const v1::ListDuplicateInvoicesRequest& request,
    host::ReadContext& context) {
  const absl::StatusOr<Counts> counts =
      CountInvoices(context, request.any_payee());
  if (!counts.ok()) return counts.status();
  std::map<std::string, v1::DuplicateInvoice> invoices;
  const absl::Status scanned = ScanPayments(context, [&](v1::Payment& payment) {
    if (!IsStanding(payment)) return;
    const std::string group = GroupOf(payment, request.any_payee());
    if (counts->at(group) > 1) AddPayment(payment, invoices[group]);
  });
  if (!scanned.ok()) return scanned;
  std::vector<v1::DuplicateInvoice> duplicates;
  for (auto& [key, invoice] : invoices) {
    if (!AreParts(invoice)) duplicates.push_back(std::move(invoice));
  }
  v1::ListDuplicateInvoicesResponse response;
  response.set_total_size(static_cast<int64_t>(duplicates.size()));
  response.set_next_page_token(TakeNumberedPage(
      context, duplicates, *response.mutable_duplicate_invoices()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
