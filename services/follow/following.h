// Following: what a service makes of the entries of another, as pure functions.
// Sources: DESIGN §6; docs/decisions/0032-following.md.
#ifndef EPILEDGER_SERVICES_FOLLOW_FOLLOWING_H_
#define EPILEDGER_SERVICES_FOLLOW_FOLLOWING_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/book/command.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::follow {

// Where an entry of another service's book stands.
struct Place {
  journal::Incarnation incarnation{};
  // 0: before the first.
  int64_t sequence = 0;
  absl::Time record_time;

  bool operator==(const Place&) const = default;
};

// An accepted entry of that book.
struct FollowedEntry {
  Place place;
  journal::Hash hash{};
  // Who caused it, an opaque subject id.
  std::string subject;
  journal::v1::Effects effects;
};

// What an entry that concerns a follower comes to.
struct Consequence {
  // What `follow` will look at, as far as the entry tells.
  ledger::Needs needs;
  // It never refuses: what does not fit becomes a resource that waits for a
  // person. Called from some committer's thread, perhaps more than once.
  std::function<book::Accepted(const book::DecisionContext& context,
                               ledger::State& state)>
      follow;
};

struct Following {
  // The service that is followed, such as `supplies`.
  std::string source;
  // What comes of an entry, told by the entry alone; nothing where it does not
  // concern the follower. Called from many threads.
  std::function<std::optional<Consequence>(const FollowedEntry& entry)> look;
  // What comes of it that the source was restored to before an entry: told by
  // the own entry that came of that, which stays. Nothing where only the cursor
  // had moved. Called from many threads.
  std::function<std::optional<Consequence>(const journal::v1::Effects& own)>
      lose;
};

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_FOLLOWING_H_
