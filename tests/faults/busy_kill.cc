#include "tests/faults/busy_kill.h"

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace epiledger::faults {
namespace {

constexpr int kShortestLoadMilliseconds = 50;
constexpr int kLongestLoadMilliseconds = 500;
constexpr int kMostMoments = 1'000;
// Answers under way have arrived when none came for so long.
constexpr absl::Duration kQuiet = absl::Milliseconds(30);

absl::Duration LoadTime() {
  absl::BitGen random;
  return absl::Milliseconds(absl::Uniform(random, kShortestLoadMilliseconds,
                                          kLongestLoadMilliseconds));
}

int InFlightWhenQuiet(const PaymentLoad& load) {
  int before = -1;
  int now = load.in_flight();
  while (now != before) {
    absl::SleepFor(kQuiet);
    before = now;
    now = load.in_flight();
  }
  return now;
}

bool WaitForMoment(const PaymentLoad& load, KillMoment moment) {
  if (!load.WaitUntilBusy()) return false;
  return moment == KillMoment::kAny || load.WaitForNextAnswer();
}

template <typename Server>
absl::StatusOr<int> Freeze(Server& server, PaymentLoad& load,
                           KillMoment moment) {
  absl::SleepFor(LoadTime());
  for (int i = 0; i < kMostMoments && WaitForMoment(load, moment); ++i) {
    server.Freeze();
    load.Pause();
    const int in_flight = InFlightWhenQuiet(load);
    if (in_flight >= kLeastInFlight) return in_flight;
    load.Resume();
    server.Thaw();
  }
  return absl::InternalError("there were never enough calls in flight");
}

}  // namespace

absl::StatusOr<int> KillWhenBusy(FundingServer& server, PaymentLoad& load,
                                 KillMoment moment) {
  const absl::StatusOr<int> in_flight = Freeze(server, load, moment);
  if (in_flight.ok()) server.Kill9();
  return in_flight;
}

absl::StatusOr<int> FreezeWhenBusy(testing::PrivateMariadb& store,
                                   PaymentLoad& load) {
  return Freeze(store, load, KillMoment::kAny);
}

}  // namespace epiledger::faults
