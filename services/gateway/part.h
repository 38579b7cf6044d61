// Part: what one service last said of a county, and when.
#ifndef EPILEDGER_SERVICES_GATEWAY_PART_H_
#define EPILEDGER_SERVICES_GATEWAY_PART_H_

#include <array>
#include <memory>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/command/v1/command.pb.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "google/protobuf/message.h"
#include "services/gateway/source.h"

namespace epiledger::gateway {

// The stocks of a county, most urgent first.
using Stocks = std::vector<std::shared_ptr<const supplies::v1::FacilityStock>>;

// Plain data; cheap to copy.
struct Part {
  // The service's CountySummary; null while nothing was ever seen.
  std::shared_ptr<const google::protobuf::Message> summary;
  // When the service was asked and this was all it had.
  absl::Time feed_time = absl::InfinitePast();
  // Of supplies, whose summary is kept without them: there are tens of
  // thousands, and from one summary to the next all but a few are shared.
  // Otherwise null.
  std::shared_ptr<const Stocks> stocks;
};

using Parts = std::array<Part, kSourceCount>;

// What a service said; null while nothing was seen.
template <typename Summary>
[[nodiscard]] const Summary* SummaryOf(SourceId source, const Parts& parts) {
  return static_cast<const Summary*>(parts[Index(source)].summary.get());
}

// What there is in the county; empty while nothing was seen.
[[nodiscard]] const Stocks& StocksOf(const Parts& parts);

// The status to show at `now`.
[[nodiscard]] command::v1::PartStatus StatusOf(SourceId source,
                                               const Part& part,
                                               absl::Time now);

// When a part that is fresh becomes stale; InfiniteFuture for another.
[[nodiscard]] absl::Time StaleFrom(const Part& part, absl::Time now);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PART_H_
