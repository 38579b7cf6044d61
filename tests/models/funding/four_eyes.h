// Four eyes: which writes wait for a second person, and what becomes of what
// they hold (decision 20).
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_FOUR_EYES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_FOUR_EYES_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "tests/models/funding/dice.h"
#include "tests/models/funding/notes.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

// What a limit is held against.
struct Counted {
  Route route;
  int64_t fen = 0;
};
// Nothing where one person may do it whatever it is; of a write that the rules
// accept.
[[nodiscard]] std::optional<Counted> CountedOf(const Notes& notes,
                                               const Request& request);
[[nodiscard]] std::optional<int64_t> LimitOf(const Limits& limits,
                                             Watched kind);
// What went that way within the window, without a second person.
[[nodiscard]] int64_t LatelyGone(const Notes& notes, const Route& route);

// Whether a write that the rules accept waits for a second person; it has a
// limit to be held against.
[[nodiscard]] bool HasLimit(const Notes& notes, const Request& request);
[[nodiscard]] bool Waits(const Notes& notes, const Request& request);

// The allocations that a request looks at: what expired proposals hold of them
// is free for it.
[[nodiscard]] std::set<std::string> LookedAt(const Notes& notes,
                                             const Request& request);
// The proposals that hold something of them, though they have expired.
[[nodiscard]] std::set<std::string> ExpiredOf(
    const Notes& notes, const std::set<std::string>& allocations);

// A proposal ends with entry `sequence`, and its hold is let go.
void End(const std::string& label, NotedProposal::State state, int64_t sequence,
         Notes& notes);
// All those that have expired.
void EndExpired(const std::set<std::string>& allocations, int64_t sequence,
                Notes& notes);

// Now and then some hours go by, never so many that a month ends, and never
// quite whole ones: nothing expires within the minute.
void PassTime(Dice& dice, Notes& notes);

// The write waits from entry `sequence` on, and holds its money.
void Propose(const Request& write, int64_t sequence, Notes& notes);
// One person did it with entry `sequence`: it adds up.
void NoteAlone(const Request& write, int64_t sequence, Notes& notes);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_FOUR_EYES_H_
