// Purse: how a purpose takes money of its allocation and gives it back.
//
// It takes its own share first, then what is not divided, up to its ceiling;
// what comes back goes where it came from, taken last, given back first
// (decision 15, DESIGN 3.8).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_PURSE_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_PURSE_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "tests/models/funding/journal.h"
#include "tests/models/funding/notes.h"
#include "tests/models/funding/verdict.h"

namespace epiledger::ladder {

// What a purpose, which the allocation states, may take on a day.
struct Reach {
  // Its share and what is not divided.
  int64_t money = 0;
  // What its ceiling leaves; nothing where it has none.
  std::optional<int64_t> ceiling_left;

  [[nodiscard]] int64_t both() const {
    return std::min(money, ceiling_left.value_or(money));
  }
};
[[nodiscard]] Reach ReachOf(const Journal& journal,
                            const NotedAllocation& allocation,
                            const std::string& purpose, int day);
// 0 where the purpose is not stated.
[[nodiscard]] int64_t AvailableFor(const Journal& journal,
                                   const NotedAllocation& allocation,
                                   const std::string& purpose, int day);
// What is held, prepaid, accrued and paid for a purpose, and what waits to be.
[[nodiscard]] int64_t BoundFor(const Journal& journal,
                               const std::string& allocation,
                               const std::string& purpose, Point point);

// What proposals hold of a share.
[[nodiscard]] int64_t WaitingFor(const Journal& journal,
                                 const std::string& allocation,
                                 const std::string& purpose, Point point);

// Refuses what goes beyond: with `reason`, or with OVER_CEILING. `covered` is
// what the request has of other money; figures of what is available include it.
void JudgeReach(const Reach& reach, int64_t fen, const char* reason,
                int64_t covered, Verdict& verdict);

class Purse {
 public:
  // Of a purpose that `allocation` states, on `day`. Both must outlive it.
  Purse(const NotedAllocation& allocation, std::string purpose, int day,
        Journal& journal);

  // Takes what is available into a pot, as entry `sequence`; says how much of
  // it came from what is not divided.
  int64_t Take(int64_t sequence, int64_t fen, const Pot& to);
  // Gives back out of a pot, of which `undivided` came from what is not
  // divided; says how much went there.
  int64_t GiveBack(int64_t sequence, int64_t fen, int64_t undivided,
                   const Pot& from);

 private:
  [[nodiscard]] Pot Available(const std::string& purpose) const {
    return {Kind::kAvailable, allocation_.name, purpose, ""};
  }

  const NotedAllocation& allocation_;
  const std::string purpose_;
  const int day_;
  Journal& journal_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_PURSE_H_
