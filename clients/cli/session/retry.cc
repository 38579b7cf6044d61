#include "clients/cli/session/retry.h"

#include <algorithm>

#include "absl/time/clock.h"
#include "clients/cli/session/verdict.h"
#include "services/rpc/status.h"

namespace epiledger::cli {
namespace {

constexpr absl::Duration kFirstPause = absl::Milliseconds(100);
constexpr absl::Duration kLongestPause = absl::Seconds(1);

}  // namespace

Retry::Retry(absl::Duration patience)
    : end_(absl::Now() + patience), pause_(kFirstPause) {}

bool Retry::Again(const grpc::Status& status) {
  if (!IsWorthRetrying(status)) return false;
  const auto asked = rpc::FromGrpcStatus(status).retry_after;
  const absl::Duration pause =
      std::max(pause_, asked.value_or(absl::ZeroDuration()));
  if (absl::Now() + pause > end_) return false;
  absl::SleepFor(pause);
  pause_ = std::min(pause_ * 2, kLongestPause);
  return true;
}

}  // namespace epiledger::cli
