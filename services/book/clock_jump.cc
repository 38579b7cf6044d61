#include "services/book/clock_jump.h"

#include <string>

#include "absl/strings/escaping.h"
#include "services/journal/frame.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::book {

ClockReading ClockReading::Of(const Clock& clock) {
  return {absl::FromUnixMicros(absl::ToUnixMicros(clock.Now())), clock.Steady(),
          journal::Head()};
}

journal::v1::Effects ClockJump::Effects() const {
  journal::v1::Effects effects;
  journal::v1::ResourceVersion& version = *effects.add_resources();
  version.set_collection(std::string(journal::kClockJumpCollection));
  version.set_key(key.request_id);
  version.set_body(note.SerializeAsString());
  return effects;
}

std::optional<ClockJump> JumpBetween(const journal::BookName& book,
                                     const ClockReading& before,
                                     const ClockReading& now) {
  const absl::Time expected = before.wall + (now.steady - before.steady);
  if (absl::AbsDuration(now.wall - expected) <= limits::kMaxClockJump) {
    return std::nullopt;
  }
  ClockJump jump;
  jump.key.subject = Concat("service:", book.service);
  jump.key.request_id = Concat("clock-jump-",
                               absl::BytesToHexString(absl::string_view(
                                   before.head.incarnation.data(), 4)),
                               "-", before.head.sequence);
  jump.note.set_expected_time_micros(absl::ToUnixMicros(expected));
  jump.note.set_found_time_micros(absl::ToUnixMicros(now.wall));
  return jump;
}

}  // namespace epiledger::book
