// MovementLists: movements by number, read ahead along the lists that those of
// an account at one position form, so that a page of them costs few statements.
#ifndef EPILEDGER_SERVICES_LEDGER_MOVEMENT_LISTS_H_
#define EPILEDGER_SERVICES_LEDGER_MOVEMENT_LISTS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/ledger/account.h"
#include "services/ledger/history.h"
#include "services/storage/value.h"

namespace epiledger::ledger {

struct ListedMovement {
  // The account it left, by number.
  int64_t source = 0;
  Position position;
  Amount amount = 0;
  // The movement before it in the list of either side; 0: none.
  int64_t source_previous = 0;
  int64_t target_previous = 0;
};

// A position with the newest movement of an account there.
struct ListHead {
  Position position;
  int64_t movement = 0;
};

// Not thread-safe. All functions return the storage layer's codes.
class MovementLists {
 public:
  // A list that is not read yet is read `depth` movements at a time.
  MovementLists(Snapshot& snapshot, size_t depth)
      : snapshot_(snapshot), depth_(depth) {}

  // A movement of `account`, which exists. DATA_LOSS: it does not.
  absl::StatusOr<ListedMovement> Get(int64_t account, int64_t movement);

  // The lists of `account` at its newest `positions` positions up to `last`,
  // the oldest first; of each as much is read as makes about `depth` movements
  // of all.
  absl::StatusOr<std::vector<ListHead>> ReadPositions(int64_t account,
                                                      Position last,
                                                      size_t positions);

 private:
  absl::Status ReadList(int64_t account, int64_t movement);
  void Keep(const storage::Row& row);

  Snapshot& snapshot_;
  const size_t depth_;
  absl::flat_hash_map<int64_t, ListedMovement> found_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_MOVEMENT_LISTS_H_
