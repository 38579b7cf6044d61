#include "tests/faults/crash_round.h"

#include <vector>

#include "absl/time/clock.h"
#include "tests/faults/payment_load.h"
#include "tests/faults/resending.h"

namespace epiledger::faults {
namespace {

absl::Status KillUnderLoad(FundingRun& run, PaymentLoad& load,
                           KillMoment moment, CrashRound& round) {
  const absl::StatusOr<int> in_flight =
      KillWhenBusy(run.server(), load, moment);
  if (!in_flight.ok()) return in_flight.status();
  round.in_flight = *in_flight;
  load.Stop();
  round.acknowledged = load.counts().acknowledged;
  round.unknown = load.counts().unknown;
  return load.status();
}

// Starts the service again; sends `open` and then `decided` again.
absl::Status Recover(FundingRun& run, std::vector<Payment> open,
                     const std::vector<Payment>& decided, CrashRound& round) {
  const absl::Time killed = absl::Now();
  if (absl::Status s = run.server().Restart(); !s.ok()) return s;
  if (absl::Status s = run.Reconnect(); !s.ok()) return s;
  if (!open.empty()) {
    const auto first = SendAgain(run.client(), run.history(), {open.back()});
    if (!first.ok()) return first.status();
    round.unknown_but_done += first->replayed;
    round.recovery = absl::Now() - killed;
    open.pop_back();
  }
  const auto rest = SendAgain(run.client(), run.history(), open);
  if (!rest.ok()) return rest.status();
  round.unknown_but_done += rest->replayed;
  const auto replays = SendAgain(run.client(), run.history(), decided);
  if (replays.ok()) round.replays = replays->sent;
  return replays.status();
}

}  // namespace

absl::StatusOr<CrashRound> KillOnce(FundingRun& run, KillMoment moment) {
  CrashRound round;
  std::vector<Payment> open;
  std::vector<Payment> decided;
  {
    PaymentLoad load(run.client(), run.history(), run.source(), {});
    const absl::Status killed = KillUnderLoad(run, load, moment, round);
    if (!killed.ok()) return killed;
    open = load.open_payments();
    decided = load.decided_payments();
  }
  const absl::Status recovered = Recover(run, open, decided, round);
  if (!recovered.ok()) return recovered;
  return round;
}

}  // namespace epiledger::faults
