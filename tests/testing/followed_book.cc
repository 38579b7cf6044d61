#include "tests/testing/followed_book.h"

#include "services/host/entry_queries.h"

namespace epiledger::testing {

follow::FetchEntries FetchFrom(book::Books& books) {
  return [&books](const journal::v1::ListEntriesRequest& request) {
    absl::StatusOr<journal::v1::ListEntriesResponse> page;
    const absl::Status read = books.Read(
        {books.service(), "990101", "ledger"}, [&](ledger::Snapshot& snapshot) {
          page = host::ListEntries(request, snapshot);
          return page.status();
        });
    if (!read.ok()) page = read;
    return page;
  };
}

absl::Status FollowAll(follow::CountyFollower& follower) {
  absl::StatusOr<bool> more = true;
  while (more.ok() && *more) more = follower.Step();
  return more.status();
}

}  // namespace epiledger::testing
