// One entry that is followed, as a command of the follower's own book: with an
// id made from its place, and decided only where everything before it was.
#ifndef EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_
#define EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_

#include <memory>
#include <string_view>

#include "services/book/command.h"
#include "services/follow/following.h"
#include "services/journal/types.h"

namespace epiledger::follow {

// The method of such an entry, for there is none that anybody could call.
inline constexpr std::string_view kFollowMethod =
    "epiledger.follow.v1.FollowedEntry";

// What an entry is to the follower.
enum class Concern {
  // Something follows from it, and the cursor moves.
  kOurs,
  // The cursor moves, and nothing else.
  kNobodys,
};

// Follows `entry` in `own`, the follower's book, where the cursor stands at
// `before`; without deadline and `done`. `following` must outlive the command.
// Undecided, FAILED_PRECONDITION: the cursor stands elsewhere.
[[nodiscard]] book::Command FollowCommand(
    const Following& following, const journal::BookName& own,
    const Place& before, std::shared_ptr<const FollowedEntry> entry,
    Concern concern);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_FOLLOW_COMMAND_H_
