#include "services/follow/follow_command.h"

#include <string>
#include <utility>

#include "absl/strings/escaping.h"
#include "epiledger/follow/v1/follow.pb.h"
#include "services/follow/cursor.h"
#include "services/text.h"

namespace epiledger::follow {
namespace {

std::string IdOf(const Following& following, const Place& place) {
  return Concat(
      following.source, "-",
      absl::BytesToHexString(ToAbsl(journal::View(place.incarnation))), "-",
      place.sequence);
}

std::shared_ptr<const v1::FollowedEntry> RequestOf(const Following& following,
                                                   const journal::BookName& own,
                                                   const FollowedEntry& entry) {
  auto request = std::make_shared<v1::FollowedEntry>();
  request->set_request_id(IdOf(following, entry.place));
  request->set_book(
      journal::BookName{following.source, own.county, own.kind}.ResourceName());
  request->set_incarnation(std::string(journal::View(entry.place.incarnation)));
  request->set_sequence(entry.place.sequence);
  request->set_hash(std::string(journal::View(entry.hash)));
  return request;
}

// What is before was looked at, and nothing behind it.
absl::Status CheckPlace(const Following& following, const Place& before,
                        ledger::State& state) {
  const Place now = CursorIn(state, following.source);
  if (now == before) return absl::OkStatus();
  return absl::FailedPreconditionError(
      Concat(following.source, " is followed up to ", now.sequence, ", not to ",
             before.sequence));
}

}  // namespace

book::Command FollowCommand(const Following& following,
                            const journal::BookName& own, const Place& before,
                            std::shared_ptr<const FollowedEntry> entry,
                            Concern concern) {
  book::Command command;
  command.key = {Concat("service:", own.service),
                 IdOf(following, entry->place)};
  command.method = std::string(kFollowMethod);
  command.request = RequestOf(following, own, *entry);
  if (concern == Concern::kOurs) command.needs = following.needs(*entry);
  command.needs.resources.push_back({std::string(kFollowed), following.source});
  command.decide = [&following, before, concern, entry = std::move(entry)](
                       const book::DecisionContext& context,
                       ledger::State& state) -> book::Decision {
    const absl::Status placed = CheckPlace(following, before, state);
    if (!placed.ok()) return placed;
    book::Accepted accepted;
    if (concern == Concern::kOurs) {
      accepted = following.follow(*entry, context, state);
    }
    MoveCursor(following.source, entry->place, accepted);
    return accepted;
  };
  return command;
}

}  // namespace epiledger::follow
