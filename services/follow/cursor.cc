#include "services/follow/cursor.h"

#include <algorithm>
#include <optional>

#include "absl/strings/escaping.h"
#include "epiledger/follow/v1/follow.pb.h"
#include "services/text.h"
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

std::string FollowId(std::string_view prefix, std::string_view incarnation,
                     int64_t sequence) {
  return Concat(prefix, "-", absl::BytesToHexString(ToAbsl(incarnation)), "-",
                sequence);
}

Place CursorIn(ledger::State& state, std::string_view source) {
  return ToPlace(state.Get<v1::Cursor>(kFollowed, source));
}

absl::StatusOr<Place> CursorAt(ledger::Snapshot& snapshot,
                               std::string_view source) {
  const auto mark = MarkAt(snapshot, source);
  if (!mark.ok()) return mark.status();
  return mark->place;
}

absl::StatusOr<Mark> MarkAt(ledger::Snapshot& snapshot,
                            std::string_view source) {
  const auto cursor = snapshot.Get<v1::Cursor>(kFollowed, source);
  if (!cursor.ok()) return cursor.status();
  Mark mark;
  if (!cursor->has_value()) return mark;
  const v1::Cursor& known = **cursor;
  mark.place = ToPlace(*cursor);
  mark.request_id =
      known.request_id().empty()
          ? FollowId(source, known.incarnation(), known.sequence())
          : known.request_id();
  return mark;
}

void MoveCursor(std::string_view source, const Mark& to,
                book::Accepted& accepted) {
  const Place& place = to.place;
  v1::Cursor cursor;
  cursor.set_request_id(to.request_id);
  cursor.set_incarnation(std::string(journal::View(place.incarnation)));
  cursor.set_sequence(place.sequence);
  *cursor.mutable_record_time() = ToTimestamp(place.record_time);
  journal::v1::ResourceVersion& version = *accepted.effects.add_resources();
  version.set_collection(std::string(kFollowed));
  version.set_key(std::string(source));
  version.set_body(cursor.SerializeAsString());
}

}  // namespace epiledger::follow
