// Clock jumps: the clock was set, forward or back, between two batches of a
// book, which the book records in an entry of the service's own: after a jump
// back once writes go on, for they stop while the clock is behind the head.
#ifndef EPILEDGER_SERVICES_BOOK_CLOCK_JUMP_H_
#define EPILEDGER_SERVICES_BOOK_CLOCK_JUMP_H_

#include <optional>

#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/clock.h"
#include "services/journal/types.h"

namespace epiledger::book {

// The clock as a batch found it.
struct ClockReading {
  // Whole microseconds.
  absl::Time wall;
  absl::Duration steady;
  // The head that batch left behind.
  journal::Head head;

  static ClockReading Of(const Clock& clock);
};

struct ClockJump {
  // Of subject `service:<name>`, with an id made of the head after which the
  // clock jumped: however often the entry is tried, it is one.
  journal::RequestKey key;
  journal::v1::ClockJump note;

  // The entry's effects: one resource, called by the entry it follows.
  [[nodiscard]] journal::v1::Effects Effects() const;
};

// The jump between two readings of one process; nothing up to
// limits::kMaxClockJump.
[[nodiscard]] std::optional<ClockJump> JumpBetween(
    const journal::BookName& book, const ClockReading& before,
    const ClockReading& now);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_CLOCK_JUMP_H_
