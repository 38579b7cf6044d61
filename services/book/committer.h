// Committer: a fixed pool of threads that serves the queues of all books, a
// book by one thread at a time, everything queued in one transaction. Commands
// that are decided all or none have a transaction to themselves: what one of
// them undoes is nobody else's.
//
// There is no timer: while one batch commits the next one gathers, so that a
// lone writer waits for nobody and many writers share a commit.
#ifndef EPILEDGER_SERVICES_BOOK_COMMITTER_H_
#define EPILEDGER_SERVICES_BOOK_COMMITTER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "services/book/batch.h"
#include "services/book/command.h"
#include "services/book/write_counts.h"
#include "services/clock.h"

namespace epiledger::book {

// A book's commands that wait, and what they will be decided on. Made and
// owned by Books; the committer alone touches `state`, one thread at a time
// but for the ids in doubt.
struct Queue {
  BookState state;
  // Of the digests of personal fields.
  std::string salt;
  std::deque<Command> waiting;
  bool is_scheduled = false;
  // Whether a batch of the book has run.
  bool is_in_use = false;
  // The batch that runs, if one does, and its ids once somebody has asked.
  const Batch* running = nullptr;
  std::optional<absl::flat_hash_set<journal::RequestKey>> running_ids;
};

// Thread-safe.
class Committer {
 public:
  using NewIncarnation = std::function<journal::Incarnation()>;

  // Books in use keep an even share of `cached_state` accounts and resources
  // each in memory, or limits::kMinCachedState if that is more.
  Committer(int threads, size_t cached_state, const Clock& clock,
            NewIncarnation new_incarnation);
  // Decides everything that was submitted, then stops.
  ~Committer();
  Committer(const Committer&) = delete;
  Committer& operator=(const Committer&) = delete;

  // Queues `command`; its `done` is called later from a committer thread, or
  // at once when the book's queue is full: with Overloaded(), or, where an
  // earlier command of the same id is being committed or in doubt, with
  // OutcomeUnknown(). `queue` must outlive the Committer.
  void Submit(Queue& queue, Command command) ABSL_LOCKS_EXCLUDED(mutex_);

  // The same of commands, at least one, that are decided all or none, in a
  // transaction of their own; there is room for all of them or for none.
  void SubmitTogether(Queue& queue, std::vector<Command> commands)
      ABSL_LOCKS_EXCLUDED(mutex_);

  // Of what came this far; whoever found no room is in none of them.
  [[nodiscard]] const WriteCounts& counts() const { return counts_; }
  // Commands of all books that no batch has taken yet.
  [[nodiscard]] int64_t waiting() const ABSL_LOCKS_EXCLUDED(mutex_);

 private:
  void Work() ABSL_LOCKS_EXCLUDED(mutex_);
  void Schedule(Queue& queue) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::vector<Command> Drain(Queue& queue)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // How much a book may keep of its state, for there are other books too.
  [[nodiscard]] size_t Share() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // What a caller is told for whom there is no room.
  absl::Status NoRoomFor(const journal::RequestKey& key, Queue& queue)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t cached_state_;
  const Clock& clock_;
  const NewIncarnation new_incarnation_;
  WriteCounts counts_;
  mutable absl::Mutex mutex_;
  int64_t waiting_ ABSL_GUARDED_BY(mutex_) = 0;
  std::deque<Queue*> ready_ ABSL_GUARDED_BY(mutex_);
  bool is_stopping_ ABSL_GUARDED_BY(mutex_) = false;
  // Books of which a batch has run.
  size_t books_in_use_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::thread> threads_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_COMMITTER_H_
