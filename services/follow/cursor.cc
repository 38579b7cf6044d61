#include "services/follow/cursor.h"

#include <algorithm>
#include <optional>

#include "epiledger/follow/v1/follow.pb.h"
#include "services/timestamps.h"

namespace epiledger::follow {
namespace {

Place ToPlace(const std::optional<v1::Cursor>& cursor) {
  Place place;
  if (!cursor.has_value()) return place;
  std::copy_n(cursor->incarnation().begin(),
              std::min(cursor->incarnation().size(), place.incarnation.size()),
              place.incarnation.begin());
  place.sequence = cursor->sequence();
  place.record_time = ToTime(cursor->record_time());
  return place;
}

}  // namespace

Place CursorIn(ledger::State& state, std::string_view source) {
  return ToPlace(state.Get<v1::Cursor>(kFollowed, source));
}

absl::StatusOr<Place> CursorAt(ledger::Snapshot& snapshot,
                               std::string_view source) {
  const auto cursor = snapshot.Get<v1::Cursor>(kFollowed, source);
  if (!cursor.ok()) return cursor.status();
  return ToPlace(*cursor);
}

void MoveCursor(std::string_view source, const Place& place,
                book::Accepted& accepted) {
  v1::Cursor cursor;
  cursor.set_incarnation(std::string(journal::View(place.incarnation)));
  cursor.set_sequence(place.sequence);
  *cursor.mutable_record_time() = ToTimestamp(place.record_time);
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(kFollowed));
  version.set_key(std::string(source));
  version.set_body(cursor.SerializeAsString());
}

}  // namespace epiledger::follow
