// CountyFollower: follows the book of one county in another service, page by
// page, from where the own book says that it stopped.
#ifndef EPILEDGER_SERVICES_FOLLOW_COUNTY_FOLLOWER_H_
#define EPILEDGER_SERVICES_FOLLOW_COUNTY_FOLLOWER_H_

#include <functional>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "epiledger/journal/v1/journal_service.pb.h"
#include "services/book/books.h"
#include "services/follow/cursor.h"
#include "services/follow/following.h"
#include "services/journal/types.h"

namespace epiledger::follow {

// Asks the service that is followed; errors as the call gave them. May block.
using FetchEntries =
    std::function<absl::StatusOr<journal::v1::ListEntriesResponse>(
        const journal::v1::ListEntriesRequest& request)>;

// Not thread-safe; several of one county, in processes of their own, do no
// harm: each entry is followed once.
class CountyFollower {
 public:
  // All must outlive it but the strings.
  CountyFollower(const Following& following, const FetchEntries& fetch,
                 book::Books& books, std::string county);

  // Reads the next page and follows what is on it; returns when all of that is
  // recorded. Whether more may be there. A book that was restored is followed
  // on from the last entry that was followed and is still in it, once each that
  // is not has been taken back. Errors: those of `fetch`, NOT_FOUND where there
  // is no such county in one of the services, DATA_LOSS where an entry cannot
  // be read, and what the book said of a command; after each the next call
  // begins where the own book says.
  absl::StatusOr<bool> Step();

  // The last entry looked at; nothing before the first call that succeeded.
  [[nodiscard]] const std::optional<Place>& seen() const { return seen_; }

 private:
  using Page = absl::StatusOr<journal::v1::ListEntriesResponse>;

  absl::Status FindCursor();
  // Entries after this sequence of the incarnation that is followed.
  [[nodiscard]] Page Fetch(int64_t after_sequence, int page_size) const;
  // Takes the present incarnation for the one that is followed, from the last
  // entry that is in both.
  absl::Status TakeUpRestored();
  // Whether the entry at the cursor is in the book that is followed.
  [[nodiscard]] absl::StatusOr<bool> IsKept() const;
  // Takes back what came of the entry at the cursor, which moves to the one
  // before.
  absl::Status Lose();
  absl::Status FollowPage(const journal::v1::ListEntriesResponse& page);

  const Following& following_;
  const FetchEntries& fetch_;
  book::Books& books_;
  const journal::BookName own_;
  const std::string followed_;
  std::optional<Place> seen_;
  // Of the book that is followed, as it was last known.
  std::string incarnation_;
  // Where the cursor stands once all that was submitted is recorded.
  Mark noted_;
};

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_COUNTY_FOLLOWER_H_
