#include "services/book/books.h"

#include <openssl/rand.h>

#include <cstdlib>
#include <utility>

#include "services/book/person.h"
#include "services/journal/field_hash.h"
#include "services/journal/log.h"
#include "services/ledger/tables.h"
#include "services/text.h"

namespace epiledger::book {

journal::Incarnation BooksOptions::RandomIncarnation() {
  journal::Incarnation incarnation;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(incarnation.data()),
                 static_cast<int>(incarnation.size())) != 1) {
    std::abort();
  }
  return incarnation;
}

Books::Books(storage::Store& store, const Clock& clock, BooksOptions options)
    : store_(store),
      clock_(clock),
      options_(std::move(options)),
      committer_(std::make_unique<Committer>(options_.committer_threads,
                                             options_.cached_state, clock,
                                             options_.new_incarnation)) {}

absl::StatusOr<std::unique_ptr<Books>> Books::Open(storage::Store& store,
                                                   const Clock& clock,
                                                   BooksOptions options) {
  std::unique_ptr<Books> books(new Books(store, clock, std::move(options)));
  const absl::StatusOr<std::vector<std::string>> names = store.ListDatabases();
  if (!names.ok()) return names.status();
  for (const std::string& name : *names) {
    if (const absl::Status status = books->FindBooks(name); !status.ok()) {
      return status;
    }
  }
  return books;
}

namespace {

absl::StatusOr<storage::Database*> OpenMigrated(storage::Store& store,
                                                const std::string& name) {
  absl::StatusOr<storage::Database*> database = store.OpenDatabase(name);
  if (!database.ok()) return database;
  absl::Status status =
      storage::Migrate(**database, "journal", journal::Migrations());
  if (status.ok()) {
    status = storage::Migrate(**database, "ledger", ledger::Migrations());
  }
  if (status.ok()) {
    status = storage::Migrate(**database, "person", PersonMigrations());
  }
  if (!status.ok()) return status;
  return database;
}

}  // namespace

absl::StatusOr<storage::Database*> OpenDatabaseOf(
    storage::Store& store, const journal::BookName& name) {
  return OpenMigrated(store, Concat(name.county, "-", name.kind));
}

absl::Status Books::FindBooks(const std::string& database) {
  const absl::StatusOr<storage::Database*> opened =
      OpenMigrated(store_, database);
  if (!opened.ok()) return opened.status();
  std::vector<journal::BookName> names;
  const absl::Status status =
      (*opened)->Read([&names](storage::ReadTransaction& transaction) {
        auto listed = journal::ListBooks(transaction);
        if (!listed.ok()) return listed.status();
        names = *std::move(listed);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  for (const journal::BookName& name : names) {
    if (name.service != options_.service) {
      return absl::FailedPreconditionError(
          Concat("the store holds the books of ", name.service, ", not of ",
                 options_.service));
    }
    const absl::StatusOr<Queue*> queue = AddQueue(name, *opened);
    if (!queue.ok()) return queue.status();
  }
  return absl::OkStatus();
}

absl::StatusOr<Queue*> Books::QueueOf(const journal::BookName& name,
                                      bool create) {
  {
    const absl::MutexLock lock(&mutex_);
    const auto found = queues_.find(name);
    if (found != queues_.end()) return found->second.get();
  }
  // On SQLite nobody else can have made it. On MySQL another replica can.
  if (!create && store_.engine() == storage::Engine::kSqlite) {
    return absl::NotFoundError(name.ResourceName());
  }
  const absl::StatusOr<storage::Database*> database =
      OpenDatabaseOf(store_, name);
  if (!database.ok()) return database.status();
  bool exists = create;
  if (!exists) {
    const absl::Status status =
        (*database)->Read([&](storage::ReadTransaction& transaction) {
          const auto head = journal::ReadHead(transaction, name);
          exists = head.ok() && head->has_value();
          return head.status();
        });
    if (!status.ok()) return status;
  }
  if (!exists) return absl::NotFoundError(name.ResourceName());
  return AddQueue(name, *database);
}

absl::StatusOr<Queue*> Books::AddQueue(const journal::BookName& name,
                                       storage::Database* database) {
  absl::StatusOr<std::string> salt = PersonalSalt(*database);
  if (!salt.ok()) return salt.status();
  const absl::MutexLock lock(&mutex_);
  std::unique_ptr<Queue>& queue = queues_[name];
  if (queue == nullptr) {
    queue = std::make_unique<Queue>();
    queue->state.name = name;
    queue->state.database = database;
    queue->salt = *std::move(salt);
  }
  return queue.get();
}

void Books::Submit(const journal::BookName& name, Command command) {
  const absl::StatusOr<Queue*> queue = QueueOf(name, command.creates_book);
  if (!queue.ok()) {
    std::move(command.done)(queue.status());
    return;
  }
  command.fields = journal::HashFields(*command.request, (*queue)->salt);
  committer_->Submit(**queue, std::move(command));
}

void Books::SubmitTogether(const journal::BookName& name,
                           std::vector<Command> commands) {
  const absl::StatusOr<Queue*> queue = QueueOf(name, false);
  if (!queue.ok()) {
    for (Command& command : commands) std::move(command.done)(queue.status());
    return;
  }
  for (Command& command : commands) {
    command.fields = journal::HashFields(*command.request, (*queue)->salt);
  }
  committer_->SubmitTogether(**queue, std::move(commands));
}

absl::Status Books::Read(
    const journal::BookName& name,
    absl::FunctionRef<absl::Status(ledger::Snapshot&)> body) {
  const absl::StatusOr<storage::Database*> database = DatabaseOf(name);
  if (!database.ok()) return database.status();
  return (*database)->Read([&](storage::ReadTransaction& transaction) {
    const auto head = journal::ReadHead(transaction, name);
    if (!head.ok()) return head.status();
    if (!head->has_value()) return absl::NotFoundError(name.ResourceName());
    ledger::Snapshot snapshot(transaction, name, **head);
    return body(snapshot);
  });
}

absl::StatusOr<storage::Database*> Books::DatabaseOf(
    const journal::BookName& name) {
  const absl::StatusOr<Queue*> queue = QueueOf(name, false);
  if (!queue.ok()) return queue.status();
  return (*queue)->state.database;
}

absl::Status Books::CheckStore() {
  const auto names = store_.ListDatabases();
  if (!names.ok()) return names.status();
  // Nothing was written yet.
  if (names->empty()) return absl::OkStatus();
  const auto database = store_.OpenDatabase(names->front());
  if (!database.ok()) return database.status();
  return (*database)->Read([](storage::ReadTransaction& transaction) {
    return journal::ListBooks(transaction).status();
  });
}

std::vector<journal::BookName> Books::List() const {
  const absl::MutexLock lock(&mutex_);
  std::vector<journal::BookName> names;
  for (const auto& [name, queue] : queues_) names.push_back(name);
  return names;
}

}  // namespace epiledger::book
