// Books: all books of one service in one store; where commands and reads enter.
#ifndef EPILEDGER_SERVICES_BOOK_BOOKS_H_
#define EPILEDGER_SERVICES_BOOK_BOOKS_H_

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/book/command.h"
#include "services/book/committer.h"
#include "services/book/write_counts.h"
#include "services/clock.h"
#include "services/journal/types.h"
#include "services/ledger/history.h"
#include "services/limits.h"
#include "services/storage/database.h"

namespace epiledger::book {

struct BooksOptions {
  // The service whose books these are, such as `funding`.
  std::string service;
  // Threads that decide and commit, for all books together.
  int committer_threads = 2;
  // Accounts and resources all books keep in memory between batches.
  size_t cached_state = limits::kMaxCachedState;
  // 128 random bits unless a test wants known ones.
  Committer::NewIncarnation new_incarnation = RandomIncarnation;

  static journal::Incarnation RandomIncarnation();
};

// The database of `store` that holds the book, or is to hold it, with all its
// tables.
[[nodiscard]] absl::StatusOr<storage::Database*> OpenDatabaseOf(
    storage::Store& store, const journal::BookName& name);

// Thread-safe.
class Books {
 public:
  // Migrates every database of `store` and finds its books. `store` and
  // `clock` must outlive the Books.
  static absl::StatusOr<std::unique_ptr<Books>> Open(storage::Store& store,
                                                     const Clock& clock,
                                                     BooksOptions options);

  // Digests the command's request and hands it to the book's committer. A book
  // that does not exist ends it with NOT_FOUND, unless the command creates it.
  void Submit(const journal::BookName& name, Command command);

  // The same of commands of one book, at least one, that are accepted all or
  // none; see Batch for what becomes of each. At most
  // limits::kMaxListElements, which one transaction can hold.
  void SubmitTogether(const journal::BookName& name,
                      std::vector<Command> commands);

  // Runs `body` on one snapshot of the book, as it is now. NOT_FOUND: no such
  // book. Blocks; not for a gRPC thread.
  absl::Status Read(const journal::BookName& name,
                    absl::FunctionRef<absl::Status(ledger::Snapshot&)> body);

  // The database that holds a book, for what lives beside the journal.
  absl::StatusOr<storage::Database*> DatabaseOf(const journal::BookName& name);

  // The books there are, by name.
  [[nodiscard]] std::vector<journal::BookName> List() const;

  // Whether the store answers, by a small read. Blocks as Read does.
  absl::Status CheckStore();

  [[nodiscard]] const WriteCounts& counts() const {
    return committer_->counts();
  }
  // Commands that wait for their batch.
  [[nodiscard]] int64_t waiting() const { return committer_->waiting(); }

  [[nodiscard]] const std::string& service() const { return options_.service; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

 private:
  Books(storage::Store& store, const Clock& clock, BooksOptions options);

  absl::Status FindBooks(const std::string& database);
  // The queue of a book; makes one when `create`, or when another process has
  // made the book meanwhile.
  absl::StatusOr<Queue*> QueueOf(const journal::BookName& name, bool create);
  // The queue of `name`, made if there is none.
  absl::StatusOr<Queue*> AddQueue(const journal::BookName& name,
                                  storage::Database* database);

  storage::Store& store_;
  const Clock& clock_;
  const BooksOptions options_;
  mutable absl::Mutex mutex_;
  std::map<journal::BookName, std::unique_ptr<Queue>> queues_
      ABSL_GUARDED_BY(mutex_);
  // Last: stops before the queues go.
  std::unique_ptr<Committer> committer_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_BOOKS_H_
