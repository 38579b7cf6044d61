// Batch: the commands drained from one book's queue, decided in order and made
// durable in one transaction.
//
// Steps (each attempt from the start): lock the head; look up which ids were
// decided; load what the commands named; decide each in memory, seeing the
// effects of those before it; write entries, fold and head; commit. Nobody is
// answered before the commit.
#ifndef EPILEDGER_SERVICES_BOOK_BATCH_H_
#define EPILEDGER_SERVICES_BOOK_BATCH_H_

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/book/command.h"
#include "services/clock.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"
#include "services/storage/database.h"

namespace epiledger::book {

// What a batch works on: the parts of a book that outlive it.
struct BookState {
  journal::BookName name;
  storage::Database* database = nullptr;
  // The fold, good while the locked head equals `head`.
  ledger::State state;
  // The head this process wrote or saw last under the lock.
  std::optional<journal::Head> head;
};

class Batch {
 public:
  // The incarnation is used only if a genesis makes the book.
  Batch(BookState& book, std::vector<Command> commands, const Clock& clock,
        const journal::Incarnation& new_incarnation);

  // Decides all commands; what became of them is durable, whatever happens.
  void Run();

  // Answers every caller, once, after Run. Touches nothing of the book, so that
  // its next batch may run meanwhile.
  void AnswerAll();

 private:
  struct Slot {
    Command command;
    std::optional<absl::StatusOr<Outcome>> result;
    // Broke an invariant of the ledger; left out of further attempts.
    bool is_poisoned = false;
    // Was part of a commit whose answer was lost.
    bool may_be_committed = false;
    // This attempt's entry, as an index into entries_.
    std::optional<size_t> entry;
  };

  absl::Status Attempt(storage::WriteTransaction& transaction);
  absl::Status Open(storage::WriteTransaction& transaction);
  absl::Status DecideAll(storage::WriteTransaction& transaction);
  absl::Status DecideOne(Slot& slot);
  absl::Status Record(Slot& slot, Decision decision);
  void TakePersonal(const Accepted& accepted);
  absl::Status Flush(storage::WriteTransaction& transaction);
  absl::Status Replay(storage::WriteTransaction& transaction, Slot& slot,
                      int64_t sequence);
  absl::StatusOr<Outcome> KnownOutcome(const Slot& slot,
                                       const journal::Frame& frame,
                                       const journal::Hash& hash) const;
  void Append(Slot& slot, journal::Frame frame);
  // Whether to try again after `status`; fails the slots whose time is up.
  bool TryAgain(const absl::Status& status, int attempt);
  [[nodiscard]] absl::Time LatestDeadline() const;

  BookState& book_;
  const Clock& clock_;
  const journal::Incarnation new_incarnation_;
  std::vector<Slot> slots_;

  // Of the current attempt.
  journal::Head locked_;
  journal::Head head_;
  absl::Time now_;
  absl::flat_hash_map<journal::RequestKey, int64_t> decided_before_;
  absl::flat_hash_map<journal::RequestKey, size_t> decided_here_;
  std::vector<journal::StoredEntry> entries_;
  std::vector<journal::RequestKey> keys_;
  std::vector<PersonalField> personal_;
  // Erased before `personal_` is written.
  std::vector<std::string> erased_persons_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_BATCH_H_
