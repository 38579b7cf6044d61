// One kill −9 of the service while clients pay, and what became of what they
// were told.
#ifndef EPILEDGER_TESTS_FAULTS_CRASH_ROUND_H_
#define EPILEDGER_TESTS_FAULTS_CRASH_ROUND_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tests/faults/busy_kill.h"
#include "tests/faults/funding_run.h"

namespace epiledger::faults {

struct CrashRound {
  // Calls begun and not answered at the kill.
  int in_flight = 0;
  // Answered before it.
  int64_t acknowledged = 0;
  // Payments left open by it; of these, decided before the kill after all.
  int64_t unknown = 0;
  int64_t unknown_but_done = 0;
  // Acknowledged payments of the round that were sent again.
  int64_t replays = 0;
  // From the start of the new process to its first acknowledgement.
  absl::Duration recovery;
};

// Load, kill −9 at a moment of chance with at least kLeastInFlight calls in
// flight, restart; then everything left open is sent again under its id, and so
// is everything that was acknowledged in this round.
absl::StatusOr<CrashRound> KillOnce(FundingRun& run,
                                    KillMoment moment = KillMoment::kAny);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_CRASH_ROUND_H_
