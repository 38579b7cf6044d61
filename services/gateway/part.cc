#include "services/gateway/part.h"

#include "services/limits.h"
#include "services/timestamps.h"

namespace epiledger::gateway {
namespace {

using command::v1::PartStatus;

bool IsFresh(const Part& part, absl::Time now) {
  return now - part.feed_time <= limits::kFeedStale;
}

}  // namespace

PartStatus StatusOf(SourceId source, const Part& part, absl::Time now) {
  PartStatus status;
  if (part.summary == nullptr) {
    status.set_state(PartStatus::STATE_NEVER_SEEN);
    return status;
  }
  const SummaryHead head = SourceOf(source).head(*part.summary);
  *status.mutable_read_at() = head.read_at;
  *status.mutable_data_time() = head.data_time;
  *status.mutable_feed_time() = ToTimestamp(part.feed_time);
  status.set_state(IsFresh(part, now) ? PartStatus::STATE_FRESH
                                      : PartStatus::STATE_STALE);
  return status;
}

const Stocks& StocksOf(const Parts& parts) {
  static const auto* const nothing = new Stocks();
  const Part& supplies = parts[Index(SourceId::kSupplies)];
  return supplies.stocks == nullptr ? *nothing : *supplies.stocks;
}

absl::Time StaleFrom(const Part& part, absl::Time now) {
  if (part.summary == nullptr || !IsFresh(part, now)) {
    return absl::InfiniteFuture();
  }
  return part.feed_time + limits::kFeedStale;
}

}  // namespace epiledger::gateway
