// Batch: the commands drained from one book's queue, decided in order and made
// durable in one transaction.
//
// Steps (each attempt from the start): lock the head; look up which ids were
// decided; load what the commands named; decide each in memory, seeing the
// effects of those before it; write head, entries and fold; commit. Nobody is
// answered before the commit. When the clock was set since the last
// batch, an entry of the service's own says so before those of the commands.
//
// Commands that are decided all or none are a batch of their own. An id that
// was decided before keeps its outcome. If one of these is not accepted, none
// of the others is decided. Otherwise they are decided in order, up to the
// first that is not accepted: then all is taken back, and only a refusal of
// that one is recorded, so that the same commands are always refused from then
// on. The ids of the others stay unused.
//
// A batch of a book that nobody else writes begins without the first two steps,
// on the head this process wrote last: on MySQL one way to the server instead
// of two, and no search for ids. Its first statement moves the head, and locks
// it thereby, if it is still that one; an id that was decided before is refused
// by its table's key. Both send the batch through all steps, and so does a
// command that would stay undecided. Where something else had been decided by
// then, the next kUndisturbedBatches ask.
#ifndef EPILEDGER_SERVICES_BOOK_BATCH_H_
#define EPILEDGER_SERVICES_BOOK_BATCH_H_

#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/book/clock_jump.h"
#include "services/book/command.h"
#include "services/book/ids_in_doubt.h"
#include "services/book/write_counts.h"
#include "services/clock.h"
#include "services/journal/frame.h"
#include "services/journal/log.h"
#include "services/journal/refusals.h"
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
  // Batches in a row that found the head as this process left it.
  int undisturbed = 0;
  // The head that a packet of this process, lost on its way with its COMMIT,
  // still moves if it arrives before another does.
  std::optional<journal::Head> astray;
  // The clock at the last batch that succeeded; nothing after a start.
  std::optional<ClockReading> last_reading;
  IdsInDoubt ids_in_doubt;
};

class Batch {
 public:
  // The incarnation is used only if a genesis makes the book.
  Batch(BookState& book, std::vector<Command> commands, const Clock& clock,
        const journal::Incarnation& new_incarnation);

  // Decides all commands; what became of them is durable, whatever happens.
  void Run();

  // The ids of all commands. From any thread, until AnswerAll.
  [[nodiscard]] absl::flat_hash_set<journal::RequestKey> Ids() const;

  // Counts what became of each command; after Run, before AnswerAll.
  void CountInto(WriteCounts& counts) const;

  // Answers every caller, once, after Run. Touches nothing of the book, so that
  // its next batch may run meanwhile.
  void AnswerAll();

 private:
  struct Slot {
    Command command;
    std::optional<absl::StatusOr<Outcome>> result;
    // Its id was part of a commit whose answer was lost, of this batch or an
    // earlier one, and the store has not said that it was not committed.
    bool is_in_doubt = false;
    // It is what that commit of this batch recorded, not a repetition of it.
    bool is_own_commit = false;
    // This attempt has made an entry of it.
    bool is_recorded = false;
  };

  absl::Status Attempt(storage::WriteTransaction& transaction);
  // All steps up to the decisions.
  absl::Status Decide(storage::WriteTransaction& transaction);
  // All that would be flushed beside the state.
  void ForgetEntries();
  // Whether this attempt may begin without asking the store.
  [[nodiscard]] bool MayTrustHead() const;
  // Whether a command has no entry, of now or of earlier.
  [[nodiscard]] bool HasUndecided() const;
  absl::Status Open(storage::WriteTransaction& transaction);
  // Locks the head, and forgets the state where it is another than expected.
  absl::Status AskForHead(storage::WriteTransaction& transaction);
  // Locks the head and asks which ids were decided; makes the head of a book
  // that a command creates.
  absl::Status LockHead(storage::WriteTransaction& transaction);
  // The entry of a jump of the clock, unless it is there already.
  absl::Status RecordClockJump();
  absl::Status DecideAll(storage::WriteTransaction& transaction);
  void LoadNeeds();
  absl::Status DecideEach(storage::WriteTransaction& transaction);
  absl::Status DecideOne(Slot& slot);
  // Whether an earlier command of this batch has its id, and so its outcome.
  absl::StatusOr<bool> Repeat(Slot& slot);
  // Not OK where no command could be decided now that is like `command`.
  [[nodiscard]] absl::Status CheckReady(const Command& command) const;
  [[nodiscard]] DecisionContext ContextOf(const Command& command,
                                          int64_t sequence) const;
  absl::Status Record(Slot& slot, Decision decision);
  void TakePersonal(const Accepted& accepted);

  // --- Of commands that are decided all or none; see batch_together.cc.

  [[nodiscard]] bool IsTogether() const {
    return slots_.front().command.together > 0;
  }
  absl::Status DecideTogether(storage::WriteTransaction& transaction);
  absl::Status ReplayKnown(storage::WriteTransaction& transaction);
  // The first that has a result and is not accepted; null when there is none.
  Slot* FirstNotAccepted();
  // Decides those whose ids are unused, or takes all back.
  absl::Status DecideNew();
  // Decides in order, until one is not accepted.
  absl::Status DecideInOrder();
  // Undoes all decisions of this attempt but the refusal in `slot`, if it is
  // one.
  absl::Status TakeBackFor(Slot& slot);
  void ForgetDecisions();
  // A refusal's figures count those before it, which were never recorded.
  void SpeakOfElements(const Slot& refused, journal::Refusal& refusal) const;
  absl::Status AnswerRefused(const Slot& cause);

  absl::Status Flush(storage::WriteTransaction& transaction);
  absl::Status Replay(storage::WriteTransaction& transaction, Slot& slot,
                      int64_t sequence);
  absl::StatusOr<Outcome> KnownOutcome(const Slot& slot,
                                       const journal::Frame& frame,
                                       const journal::Hash& hash) const;
  // Makes `frame` the next entry.
  journal::Receipt Append(journal::Frame frame);
  // Whether to try again after `status`.
  bool TryAgain(const absl::Status& status, int attempt);
  // What the batch leaves behind, and what its callers are told.
  void Succeed();
  void Fail(const absl::Status& status);
  [[nodiscard]] absl::Time LatestDeadline() const;

  BookState& book_;
  const Clock& clock_;
  const journal::Incarnation new_incarnation_;
  std::vector<Slot> slots_;

  int attempts_ = 0;

  // Of the current attempt.
  ClockReading reading_;
  std::optional<ClockJump> jump_;
  // The head this process wrote last, and whether it is taken for the locked
  // one.
  std::optional<journal::Head> expected_;
  bool trusts_head_ = false;
  // The head was made here, and goes again when nothing is recorded.
  bool made_head_ = false;
  bool is_undone_ = false;
  journal::Head locked_;
  journal::Head head_;
  absl::Time now_;
  absl::flat_hash_map<journal::RequestKey, int64_t> decided_before_;
  absl::flat_hash_map<journal::RequestKey, size_t> decided_here_;
  std::vector<journal::StoredEntry> entries_;
  std::vector<journal::RequestKey> keys_;
  std::vector<journal::RefusedEntry> refusals_;
  std::vector<PersonalField> personal_;
  // Erased before `personal_` is written.
  std::vector<std::string> erased_persons_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_BATCH_H_
