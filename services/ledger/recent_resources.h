// RecentResources: collections that a question goes through each time it is
// asked, kept in memory of the books that were asked about lately, and brought
// on by the entries recorded since.
//
// What is read is the same as from the store: an entry says each resource as it
// is from then on, and entries never change.
#ifndef EPILEDGER_SERVICES_LEDGER_RECENT_RESOURCES_H_
#define EPILEDGER_SERVICES_LEDGER_RECENT_RESOURCES_H_

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ledger/history.h"
#include "services/ledger/recent_books.h"
#include "services/limits.h"

namespace epiledger::ledger {

// Thread-safe.
class RecentResources {
 public:
  explicit RecentResources(std::initializer_list<std::string_view> collections)
      : collections_(collections.begin(), collections.end()) {}

  // Lets a snapshot that is placed at its head read the collections from
  // memory. One that is placed at the past reads the store, and so does that of
  // a book with more than limits::kMaxResourcesKept. The storage layer's codes.
  [[nodiscard]] absl::Status Serve(Snapshot& snapshot);

 private:
  using Known = std::shared_ptr<const KnownResources>;
  struct Version {
    int64_t sequence = 0;
    Known known;
  };

  [[nodiscard]] absl::StatusOr<Known> Read(Snapshot& snapshot) const;
  [[nodiscard]] absl::StatusOr<Known> BringOn(const KnownResources& before,
                                              Snapshot& snapshot) const;

  const std::vector<std::string> collections_;
  RecentBooks<Version> books_{limits::kMaxResourcesKept};
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_RECENT_RESOURCES_H_
