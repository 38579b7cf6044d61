// Payments by what is known of them.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/payment_scan.h"
#include "services/funding/refunded.h"
#include "services/funding/report_queries.h"
#include "services/funding/reversed_reads.h"
#include "services/funding/spelling.h"
#include "services/host/listing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {
namespace {

using v1::SearchPaymentsRequest;

absl::Status CheckRanges(const SearchPaymentsRequest& request) {
  if (request.has_first_date() && request.has_last_date() &&
      ToPosition(request.first_date()) > ToPosition(request.last_date())) {
    return rpc::InvalidField("first_date", "RANGE_TURNED_ROUND");
  }
  if (request.has_most_amount() &&
      ToFen(request.least_amount()) > ToFen(request.most_amount())) {
    return rpc::InvalidField("least_amount", "RANGE_TURNED_ROUND");
  }
  return absl::OkStatus();
}

bool IsDatedWithin(const v1::Payment& payment,
                   const SearchPaymentsRequest& request) {
  const ledger::Position day = ToPosition(payment.payment_date());
  return (!request.has_first_date() ||
          ToPosition(request.first_date()) <= day) &&
         (!request.has_last_date() || day <= ToPosition(request.last_date()));
}

bool IsAmountWithin(const v1::Payment& payment,
                    const SearchPaymentsRequest& request) {
  const ledger::Amount amount = ToFen(payment.amount());
  return ToFen(request.least_amount()) <= amount &&
         (!request.has_most_amount() || amount <= ToFen(request.most_amount()));
}

bool FitsSearch(const v1::Payment& payment,
                const SearchPaymentsRequest& request) {
  const auto is = [](const std::string& found, const std::string& asked) {
    return asked.empty() || found == asked;
  };
  const auto is_spelt = [](const std::string& found, const std::string& asked) {
    return asked.empty() || FoldSpelling(found) == FoldSpelling(asked);
  };
  return is(payment.allocation(), request.allocation()) &&
         is(payment.purpose(), request.purpose()) &&
         is_spelt(payment.invoice(), request.invoice()) &&
         is(payment.voucher(), request.voucher()) &&
         payment.payee().starts_with(request.payee_prefix()) &&
         (request.document().empty() ||
          payment.allocation().starts_with(Concat(request.document(), "/"))) &&
         IsDatedWithin(payment, request) && IsAmountWithin(payment, request);
}

// A payment that was found: no more of it is kept than sorting needs, for all
// of a county may be found.
struct FoundPayment {
  // The smallest first, alike ones as they were recorded.
  int64_t rank = 0;
  std::string key;
};

int64_t RankOf(const v1::Payment& payment, SearchPaymentsRequest::Order order) {
  switch (order) {
    case SearchPaymentsRequest::ORDER_LATEST:
      return -ToPosition(payment.payment_date()).value();
    case SearchPaymentsRequest::ORDER_EARLIEST:
      return ToPosition(payment.payment_date()).value();
    case SearchPaymentsRequest::ORDER_LARGEST:
      return -ToFen(payment.amount());
    default:
      return 0;
  }
}

// The payments of the page; returns the next one's token.
absl::StatusOr<std::string> LoadPage(host::ReadContext& context,
                                     const std::vector<FoundPayment>& found,
                                     v1::SearchPaymentsResponse& response) {
  size_t at = 0;
  if (!absl::SimpleAtoi(context.cursor(), &at)) at = 0;
  host::PageRoom room(context.page_size());
  // Once for all: a question about the past goes through what came since.
  const absl::StatusOr<Balances> refunded = context.snapshot().BalancesUnder(
      FigurePrefix(kRefunded, ""), context.position());
  if (!refunded.ok()) return refunded.status();
  for (; at < found.size() && !room.IsFull(); ++at) {
    auto payment =
        context.snapshot().Get<v1::Payment>(kPayments, found[at].key);
    if (!payment.ok()) return payment.status();
    DropLaterReversal(context, **payment);
    FillRefunded(*refunded, **payment);
    room.Take((*payment)->ByteSizeLong());
    *response.add_payments() = **std::move(payment);
  }
  return at < found.size() ? context.NextPageToken(Concat(at)) : std::string();
}

}  // namespace

absl::StatusOr<v1::SearchPaymentsResponse> SearchPayments(
    const SearchPaymentsRequest& request, host::ReadContext& context) {
  if (const absl::Status ranges = CheckRanges(request); !ranges.ok()) {
    return ranges;
  }
  std::vector<FoundPayment> found;
  ledger::Amount paid = 0;
  ledger::Amount refunded = 0;
  const absl::Status scanned = ScanPayments(context, [&](v1::Payment& payment) {
    if (!FitsSearch(payment, request)) return;
    // What was reversed is shown, and is no money that left.
    if (payment.reversed_by().empty()) {
      paid += ToFen(payment.amount());
      refunded += ToFen(payment.refunded());
    }
    found.push_back({RankOf(payment, request.order()),
                     std::string(rpc::LastSegment(payment.name()))});
  });
  if (!scanned.ok()) return scanned;
  std::stable_sort(found.begin(), found.end(),
                   [](const FoundPayment& a, const FoundPayment& b) {
                     return a.rank < b.rank;
                   });
  v1::SearchPaymentsResponse response;
  response.set_total_size(static_cast<int64_t>(found.size()));
  *response.mutable_total_amount() = ToMoney(paid);
  *response.mutable_total_refunded() = ToMoney(refunded);
  absl::StatusOr<std::string> next = LoadPage(context, found, response);
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
