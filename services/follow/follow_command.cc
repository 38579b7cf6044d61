#include "services/follow/follow_command.h"

#include <memory>
#include <utility>

#include "epiledger/follow/v1/follow.pb.h"
#include "services/follow/cursor.h"
#include "services/text.h"

namespace epiledger::follow {
namespace {

// A message that says which entry of which book it is about.
template <typename Request>
std::shared_ptr<Request> RequestOf(const std::string& id,
                                   const std::string& source,
                                   const journal::BookName& own,
                                   const Place& place) {
  auto request = std::make_shared<Request>();
  request->set_request_id(id);
  request->set_book(
      journal::BookName{source, own.county, own.kind}.ResourceName());
  request->set_incarnation(std::string(journal::View(place.incarnation)));
  request->set_sequence(place.sequence);
  return request;
}

// What is before was looked at, and nothing behind it.
absl::Status CheckPlace(const std::string& source, const Place& before,
                        ledger::State& state) {
  const Place now = CursorIn(state, source);
  if (now == before) return absl::OkStatus();
  return absl::FailedPreconditionError(Concat(source, " is followed up to ",
                                              now.sequence, ", not to ",
                                              before.sequence));
}

// Moves the cursor from one place to the other, with what comes of it.
book::Command Move(std::string id, const std::string& source,
                   const journal::BookName& own, const Place& from,
                   const Mark& to, std::optional<Consequence> consequence) {
  book::Command command;
  command.key = {Concat("service:", own.service), std::move(id)};
  if (consequence.has_value()) command.needs = std::move(consequence->needs);
  command.needs.resources.push_back({std::string(kFollowed), source});
  command.decide = [source, from, to, consequence = std::move(consequence)](
                       const book::DecisionContext& context,
                       ledger::State& state) -> book::Decision {
    const absl::Status placed = CheckPlace(source, from, state);
    if (!placed.ok()) return placed;
    book::Accepted accepted;
    if (consequence.has_value()) accepted = consequence->follow(context, state);
    MoveCursor(source, to, accepted);
    return accepted;
  };
  return command;
}

}  // namespace

book::Command FollowCommand(const std::string& source,
                            const journal::BookName& own, const Step& step,
                            std::optional<Consequence> consequence) {
  const std::string id =
      FollowId(source, step.incarnation, step.place.sequence);
  book::Command command = Move(id, source, own, step.before, {step.place, id},
                               std::move(consequence));
  command.method = std::string(kFollowMethod);
  auto request = RequestOf<v1::FollowedEntry>(id, source, own, step.place);
  request->set_hash(std::string(journal::View(step.hash)));
  command.request = std::move(request);
  return command;
}

book::Command LoseCommand(const std::string& source,
                          const journal::BookName& own, const Place& lost,
                          const Mark& before, std::string_view incarnation,
                          std::optional<Consequence> consequence) {
  const std::string id =
      FollowId(Concat(source, "-lost"), incarnation, lost.sequence);
  book::Command command =
      Move(id, source, own, lost, before, std::move(consequence));
  command.method = std::string(kLoseMethod);
  command.request = RequestOf<v1::LostEntry>(id, source, own, lost);
  return command;
}

}  // namespace epiledger::follow
