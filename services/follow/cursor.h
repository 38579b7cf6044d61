// The cursor: how far a book of another service is followed, as a resource of
// the follower's own ledger, so that it moves with what came of the entries.
#ifndef EPILEDGER_SERVICES_FOLLOW_CURSOR_H_
#define EPILEDGER_SERVICES_FOLLOW_CURSOR_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/book/command.h"
#include "services/follow/following.h"
#include "services/ledger/history.h"
#include "services/ledger/state.h"

namespace epiledger::follow {

// The collection of cursors; the key is the service followed.
inline constexpr std::string_view kFollowed = "followed";

// How far `source` is followed; before its first entry where it is not yet.
[[nodiscard]] Place CursorIn(ledger::State& state, std::string_view source);
// The same of a snapshot. Returns the storage layer's codes.
[[nodiscard]] absl::StatusOr<Place> CursorAt(ledger::Snapshot& snapshot,
                                             std::string_view source);
// Moves it, with an entry's other effects, behind what these are.
void MoveCursor(std::string_view source, const Place& place,
                book::Accepted& accepted);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_CURSOR_H_
