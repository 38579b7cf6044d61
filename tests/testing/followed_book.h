// A service's ledger as others follow it, read where it stands: for tests of
// services in one process.
#ifndef EPILEDGER_TESTS_TESTING_FOLLOWED_BOOK_H_
#define EPILEDGER_TESTS_TESTING_FOLLOWED_BOOK_H_

#include "absl/status/status.h"
#include "services/book/books.h"
#include "services/follow/county_follower.h"

namespace epiledger::testing {

// Of county 990101; `books` must outlive what is returned.
[[nodiscard]] follow::FetchEntries FetchFrom(book::Books& books);

// Goes on until nothing more is there.
[[nodiscard]] absl::Status FollowAll(follow::CountyFollower& follower);

}  // namespace epiledger::testing

#endif  // EPILEDGER_TESTS_TESTING_FOLLOWED_BOOK_H_
