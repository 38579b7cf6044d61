#include "services/funding/payment_scan.h"

#include <cstdint>

#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/refunded.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

absl::Status TooManyPayments() {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_PAYMENTS";
  error.metadata["limit"] = Concat(limits::kMaxPaymentsSearched);
  return rpc::ToStatus(error);
}

}  // namespace

absl::Status ScanPayments(
    host::ReadContext& context,
    absl::FunctionRef<void(v1::Payment& payment)> on_payment) {
  const absl::StatusOr<Balances> refunded = context.snapshot().BalancesUnder(
      FigurePrefix(kRefunded, ""), context.position());
  if (!refunded.ok()) return refunded.status();
  ledger::ResourceRange range;
  range.limit = limits::kMaxPaymentsSearched + 1;
  int64_t count = 0;
  return context.snapshot().List(
      kPayments, range, [&](const ledger::ResourceRow& row) -> absl::Status {
        if (++count > limits::kMaxPaymentsSearched) return TooManyPayments();
        v1::Payment payment;
        payment.ParseFromString(row.body);
        if (!IsDatedByThen(payment, context)) return absl::OkStatus();
        DropLaterReversal(context, payment);
        FillRefunded(*refunded, payment);
        on_payment(payment);
        return absl::OkStatus();
      });
}

}  // namespace epiledger::funding
