// Roster: who is needed, who is there, where it does not fit. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_ROSTER_H_
#define EPILEDGER_SERVICES_READINESS_ROSTER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/readiness/v1/duty.pb.h"

namespace epiledger::readiness {

// From `start` to `end`, which is not included; nothing when it is not later.
struct Stretch {
  absl::Time start;
  absl::Time end;

  [[nodiscard]] bool IsEmpty() const { return end <= start; }
  // What both have of time.
  [[nodiscard]] Stretch Within(const Stretch& other) const;
};

// The stretch of a shift, or of anything with a start_time and an end_time.
[[nodiscard]] Stretch StretchOf(const v1::Shift& shift);

// So many people are needed for so long.
struct Need {
  Stretch when;
  int64_t needed = 0;
};

// What a post needs within `window`, by its requirements, in any order; parts
// that overlap are needed together.
[[nodiscard]] std::vector<Need> NeedsWithin(const v1::DutyPost& post,
                                            const Stretch& window,
                                            const journal::v1::Genesis& county);

// A person at a post.
struct Presence {
  std::string person;
  Stretch when;
};

// Those who are at a post within `window` by `shifts`, which may be of other
// posts as well.
[[nodiscard]] std::vector<Presence> PresencesAt(
    const v1::DutyPost& post, const std::vector<v1::Shift>& shifts,
    const Stretch& window);

// How many are needed and how many different people are there, for so long.
struct Manning {
  Stretch when;
  int64_t needed = 0;
  int64_t present = 0;
};

// How a post is manned where anybody is needed, in order of time; neighbours
// differ in a figure or are apart.
[[nodiscard]] std::vector<Manning> ManningOf(
    const std::vector<Need>& needs, const std::vector<Presence>& people);

// Two shifts of one person at a time, by their places in what was asked.
struct Overlap {
  size_t first = 0;
  size_t second = 0;
  Stretch when;
};

// Every two of `shifts` that have the same person and a part of `window` in
// common, by person and start; of two, the one recorded first is first.
[[nodiscard]] std::vector<Overlap> OverlapsOf(
    const std::vector<v1::Shift>& shifts, const Stretch& window);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_ROSTER_H_
