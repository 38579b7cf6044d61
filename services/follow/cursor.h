// The cursor: how far a book of another service is followed, as a resource of
// the follower's own ledger, so that it moves with what came of the entries.
#ifndef EPILEDGER_SERVICES_FOLLOW_CURSOR_H_
#define EPILEDGER_SERVICES_FOLLOW_CURSOR_H_

#include <cstdint>
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

// How far a book is followed.
struct Mark {
  // Before the first entry where none was followed.
  Place place;
  // Of the own entry that came of that one.
  std::string request_id;
};

// The id of what comes of an entry of `source`, or with another `prefix` of its
// loss, while that book has this incarnation, 16 bytes.
[[nodiscard]] std::string FollowId(std::string_view prefix,
                                   std::string_view incarnation,
                                   int64_t sequence);

// How far `source` is followed.
[[nodiscard]] Place CursorIn(ledger::State& state, std::string_view source);
// The same of a snapshot. Both return the storage layer's codes.
[[nodiscard]] absl::StatusOr<Place> CursorAt(ledger::Snapshot& snapshot,
                                             std::string_view source);
[[nodiscard]] absl::StatusOr<Mark> MarkAt(ledger::Snapshot& snapshot,
                                          std::string_view source);
// Moves it, with an entry's other effects, behind what these are.
void MoveCursor(std::string_view source, const Mark& to,
                book::Accepted& accepted);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_CURSOR_H_
