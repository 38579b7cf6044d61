// Resending: payments sent again under their ids, as a client does that does
// not know what became of them, or wants to know whether it is remembered.
#ifndef EPILEDGER_TESTS_FAULTS_RESENDING_H_
#define EPILEDGER_TESTS_FAULTS_RESENDING_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "tests/faults/funding_client.h"
#include "tests/faults/history.h"

namespace epiledger::faults {

struct ReplayCounts {
  int64_t sent = 0;
  // Answered as decided before, and decided only now.
  int64_t replayed = 0;
  int64_t decided_now = 0;
};

// Sends `payments` again, many at a time, each until it is decided.
// UNAVAILABLE when one stays open.
absl::StatusOr<ReplayCounts> SendAgain(FundingClient& client,
                                       ClientHistory& history,
                                       const std::vector<Payment>& payments);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_RESENDING_H_
