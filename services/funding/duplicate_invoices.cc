// Invoices that stand paid more than once.
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/money.h"
#include "services/funding/numbered_page.h"
#include "services/funding/payment_scan.h"
#include "services/funding/plain_text.h"
#include "services/funding/report_queries.h"
#include "services/funding/totalled_list.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using ledger::Amount;

Amount StandingAmount(const v1::Payment& payment) {
  return ToFen(payment.amount()) - ToFen(payment.refunded());
}

// One invoice with what its payments have in common, those that are not shown
// included.
struct Duplicate {
  v1::DuplicateInvoice invoice;
  // All state the same whole.
  bool has_one_whole = true;
  int64_t last_day = INT64_MIN;
};

// Parts of one invoice: each states the same whole, which they do not exceed.
bool AreParts(const Duplicate& duplicate) {
  return duplicate.has_one_whole &&
         ToFen(duplicate.invoice.total()) <=
             ToFen(duplicate.invoice.payments(0).invoice_amount());
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

void AddPayment(v1::Payment& payment, Duplicate& duplicate) {
  v1::DuplicateInvoice& invoice = duplicate.invoice;
  if (invoice.payments().empty()) {
    invoice.set_payee(payment.payee());
    invoice.set_invoice(payment.invoice());
  }
  const bool is_part = payment.has_invoice_amount() &&
                       (invoice.payments().empty() ||
                        ToFen(payment.invoice_amount()) ==
                            ToFen(invoice.payments(0).invoice_amount()));
  duplicate.has_one_whole = duplicate.has_one_whole && is_part;
  duplicate.last_day =
      std::max(duplicate.last_day, ToPosition(payment.payment_date()).value());
  *invoice.mutable_total() =
      ToMoney(ToFen(invoice.total()) + StandingAmount(payment));
  invoice.set_payment_count(invoice.payment_count() + 1);
  if (invoice.payments_size() == limits::kMaxDuplicatesShown) return;
  *invoice.add_payments() = std::move(payment);
}

void Sort(v1::ListOrder order, std::vector<Duplicate>& duplicates) {
  if (order == v1::LIST_ORDER_UNSPECIFIED) return;
  const auto rank = [order](const Duplicate& one) {
    return RankOf(order, one.last_day, ToFen(one.invoice.total()));
  };
  std::stable_sort(duplicates.begin(), duplicates.end(),
                   [&rank](const Duplicate& a, const Duplicate& b) {
                     return rank(a) < rank(b);
                   });
}

// By payee and number. Counted first, for all payments of a county may have
// invoices, and few of them one that is there twice.
absl::StatusOr<std::vector<Duplicate>> FindDuplicates(
    host::ReadContext& context, bool any_payee) {
  const absl::StatusOr<Counts> counts = CountInvoices(context, any_payee);
  if (!counts.ok()) return counts.status();
  std::map<std::string, Duplicate> invoices;
  const absl::Status scanned = ScanPayments(context, [&](v1::Payment& payment) {
    if (!IsStanding(payment)) return;
    const std::string group = GroupOf(payment, any_payee);
    if (counts->at(group) > 1) AddPayment(payment, invoices[group]);
  });
  if (!scanned.ok()) return scanned;
  std::vector<Duplicate> duplicates;
  for (auto& [key, duplicate] : invoices) {
    if (!AreParts(duplicate)) duplicates.push_back(std::move(duplicate));
  }
  return duplicates;
}

}  // namespace

absl::StatusOr<v1::ListDuplicateInvoicesResponse> ListDuplicateInvoices(
    const v1::ListDuplicateInvoicesRequest& request,
    host::ReadContext& context) {
  auto duplicates = FindDuplicates(context, request.any_payee());
  if (!duplicates.ok()) return duplicates.status();
  Sort(request.order(), *duplicates);
  std::vector<v1::DuplicateInvoice> invoices;
  Amount total = 0;
  for (Duplicate& duplicate : *duplicates) {
    total += ToFen(duplicate.invoice.total());
    invoices.push_back(std::move(duplicate.invoice));
  }
  v1::ListDuplicateInvoicesResponse response;
  response.set_total_size(static_cast<int64_t>(invoices.size()));
  *response.mutable_total_amount() = ToMoney(total);
  response.set_next_page_token(TakeNumberedPage(
      context, invoices, *response.mutable_duplicate_invoices()));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
