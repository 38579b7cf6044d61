// Part: what one service last said of a county, and when.
#ifndef EPILEDGER_SERVICES_GATEWAY_PART_H_
#define EPILEDGER_SERVICES_GATEWAY_PART_H_

#include <array>
#include <memory>

#include "absl/time/time.h"
#include "epiledger/command/v1/command.pb.h"
#include "google/protobuf/message.h"
#include "services/gateway/source.h"

namespace epiledger::gateway {

// Plain data; cheap to copy.
struct Part {
  // The service's CountySummary; null while nothing was ever seen.
  std::shared_ptr<const google::protobuf::Message> summary;
  // When the service was asked and this was all it had.
  absl::Time feed_time = absl::InfinitePast();
};

using Parts = std::array<Part, kSourceCount>;

// What a service said; null while nothing was seen.
template <typename Summary>
[[nodiscard]] const Summary* SummaryOf(SourceId source, const Parts& parts) {
  return static_cast<const Summary*>(parts[Index(source)].summary.get());
}

// The status to show at `now`.
[[nodiscard]] command::v1::PartStatus StatusOf(SourceId source,
                                               const Part& part,
                                               absl::Time now);

// When a part that is fresh becomes stale; InfiniteFuture for another.
[[nodiscard]] absl::Time StaleFrom(const Part& part, absl::Time now);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PART_H_
