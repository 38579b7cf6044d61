// Recorded: entries of one book as the rules see them while they decide the
// commands of a batch, those of the batch itself included. What a correction
// looks at: state tells what everything adds up to, an entry what it did.
//
// As with Accounts, the first storage error is kept in status(). Not
// thread-safe.
#ifndef EPILEDGER_SERVICES_LEDGER_RECORDED_H_
#define EPILEDGER_SERVICES_LEDGER_RECORDED_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/storage/database.h"

namespace epiledger::ledger {

class Recorded {
 public:
  // Entries of the batch are found in `pending`, which grows; null: it has
  // none. It must outlive the batch.
  void Begin(storage::WriteTransaction& transaction, int64_t book,
             const std::vector<journal::StoredEntry>* pending);

  // Entry `sequence`; nothing where it is beyond the head, or 0.
  [[nodiscard]] std::optional<journal::Frame> Find(int64_t sequence);

  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  [[nodiscard]] const journal::StoredEntry* FindPending(int64_t sequence) const;

  storage::WriteTransaction* transaction_ = nullptr;
  int64_t book_ = 0;
  const std::vector<journal::StoredEntry>* pending_ = nullptr;
  absl::Status status_;
};

}  // namespace epiledger::ledger

#endif  // EPILEDGER_SERVICES_LEDGER_RECORDED_H_
