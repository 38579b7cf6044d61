// One entry that is followed, as a command of the follower's own book: with an
// id made from its place, and decided only where everything before it was.
#ifndef EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_
#define EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_

#include <optional>
#include <string>
#include <string_view>

#include "services/book/command.h"
#include "services/follow/cursor.h"
#include "services/follow/following.h"
#include "services/journal/types.h"

namespace epiledger::follow {

// The method of such an entry, for there is none that anybody could call.
inline constexpr std::string_view kFollowMethod =
    "epiledger.follow.v1.FollowedEntry";

// The method of an entry that takes one of these back.
inline constexpr std::string_view kLoseMethod = "epiledger.follow.v1.LostEntry";

// Where an entry stands that is followed, and where the cursor stood before.
struct Step {
  Place before;
  Place place;
  // Of the entry.
  journal::Hash hash{};
  // Of the book as it is now, 16 bytes: after a restore another one than the
  // entry's.
  std::string incarnation;
};

// Moves the cursor of `source` in `own`, the follower's book, with what comes
// of the entry; nothing but the cursor where nothing does. Without deadline and
// `done`. Undecided, FAILED_PRECONDITION: the cursor stands elsewhere.
[[nodiscard]] book::Command FollowCommand(
    const std::string& source, const journal::BookName& own, const Step& step,
    std::optional<Consequence> consequence);

// The entry at `lost`, up to which `source` is followed, is no more in the book
// of this incarnation: moves the cursor back to `before`, with what comes of
// that; otherwise as above.
[[nodiscard]] book::Command LoseCommand(const std::string& source,
                                        const journal::BookName& own,
                                        const Place& lost, const Mark& before,
                                        std::string_view incarnation,
                                        std::optional<Consequence> consequence);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_
