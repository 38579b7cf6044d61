#include "services/follow/follow_command.h"

#include <memory>
#include <utility>

#include "absl/strings/escaping.h"
#include "epiledger/follow/v1/follow.pb.h"
#include "services/follow/cursor.h"
#include "services/text.h"

namespace epiledger::follow {
namespace {

std::string IdOf(const std::string& source, const Place& place) {
  return Concat(
      source, "-",
      absl::BytesToHexString(ToAbsl(journal::View(place.incarnation))), "-",
      place.sequence);
}

std::shared_ptr<const v1::FollowedEntry> RequestOf(const std::string& source,
                                                   const journal::BookName& own,
                                                   const Step& step) {
  auto request = std::make_shared<v1::FollowedEntry>();
  request->set_request_id(IdOf(source, step.place));
  request->set_book(
      journal::BookName{source, own.county, own.kind}.ResourceName());
  request->set_incarnation(std::string(journal::View(step.place.incarnation)));
  request->set_sequence(step.place.sequence);
  request->set_hash(std::string(journal::View(step.hash)));
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

}  // namespace

book::Command FollowCommand(const std::string& source,
                            const journal::BookName& own, const Step& step,
                            std::optional<Consequence> consequence) {
  book::Command command;
  command.key = {Concat("service:", own.service), IdOf(source, step.place)};
  command.method = std::string(kFollowMethod);
  command.request = RequestOf(source, own, step);
  if (consequence.has_value()) command.needs = std::move(consequence->needs);
  command.needs.resources.push_back({std::string(kFollowed), source});
  command.decide = [source, step, consequence = std::move(consequence)](
                       const book::DecisionContext& context,
                       ledger::State& state) -> book::Decision {
    const absl::Status placed = CheckPlace(source, step.before, state);
    if (!placed.ok()) return placed;
    book::Accepted accepted;
    if (consequence.has_value()) accepted = consequence->follow(context, state);
    MoveCursor(source, step.place, accepted);
    return accepted;
  };
  return command;
}

}  // namespace epiledger::follow
