// Database: one SQL database, SQLite file or MySQL/MariaDB schema, behind one
// checked interface that knows SQL and no domain.
//
// Shapes and units: parameters take the place of `?`, bound or written as
// literals that nothing in them can end; values are never pasted into a text.
// SQL texts are named constants; few distinct ones are prepared a connection.
// Tables hold INTEGER (int64), text and bytes; text is UTF-8 and ordered by
// its bytes on both engines.
//
// Guarantees: a write transaction is durable when Write() returns OK, as is all
// that is read (SQLite `synchronous=FULL`; MySQL flushes each commit and has a
// binary log, checked when it is opened). No exception leaves this folder.
//
// Status codes, on every call:
//   ABORTED             another transaction won (deadlock, lock wait,
//                       certification, busy) and the retries are used up
//   ALREADY_EXISTS      a unique key is taken
//   UNAVAILABLE         connection lost or I/O error; when it struck COMMIT,
//                       IsCommitOutcomeUnknown() is true
//   RESOURCE_EXHAUSTED  the disk is full
//   FAILED_PRECONDITION the store is newer than this program, is locked by
//                       another process, or promises less durability than asked
//   DATA_LOSS           the file is damaged
//   INTERNAL            a statement is wrong: a bug here
//
// A statement that fails ends its transaction: later statements return the same
// error and nothing is committed, whatever the body returns. (The error of a
// row function is the body's own and ends nothing.)
//
// Threads: Store and Database may be used from any thread. A transaction
// belongs to the thread that runs its function.
#ifndef EPILEDGER_SERVICES_STORAGE_DATABASE_H_
#define EPILEDGER_SERVICES_STORAGE_DATABASE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/storage/store_url.h"
#include "services/storage/value.h"

namespace epiledger::storage {

// True when COMMIT was sent and its answer was lost: the transaction may or
// may not have happened, and only a new one that locks the same rows can tell.
[[nodiscard]] bool IsCommitOutcomeUnknown(const absl::Status& status);

// A table for the multi-row statements. The first `key_columns` columns are
// its primary key. The strings must outlive every use: name constants.
struct Table {
  std::string_view name;
  absl::Span<const std::string_view> columns;
  size_t key_columns;
};

using RowFunction = absl::FunctionRef<absl::Status(const Row&)>;

// One of several SELECTs that are asked together.
struct Question {
  std::string_view sql;
  absl::Span<const Value> parameters;
  RowFunction on_row;
  // When given, ` IN (?, ?, …)` of these follows, as in QueryIn.
  std::optional<absl::Span<const Value>> keys = std::nullopt;
  // Whether locks are held on the rows read, as in QueryForUpdate.
  bool lock = false;
};

// Reads of one consistent snapshot.
class ReadTransaction {
 public:
  virtual ~ReadTransaction() = default;

  // Runs a SELECT with `?` placeholders and calls `on_row` for each row; stops
  // at its first error and returns it. No other statement may be run on this
  // transaction from within `on_row`.
  absl::Status Query(std::string_view sql, absl::Span<const Value> parameters,
                     RowFunction on_row);

  // Runs `sql` followed by ` IN (?, ?, …)` for `keys`, in as many statements
  // as the engine's limits ask; lists are padded to powers of two so that few
  // texts are prepared. `parameters` come before the keys. Nothing is run for
  // no keys. Rows come in no particular order; those of a key given twice may
  // come twice.
  absl::Status QueryIn(std::string_view sql, absl::Span<const Value> parameters,
                       absl::Span<const Value> keys, RowFunction on_row);

  // Runs `sql` with `keys` as the rows of a table `wanted`, whose one column is
  // `wanted_key`: for what an IN list cannot say, such as of each key one row
  // alone. `parameters` come after the keys; otherwise as QueryIn.
  absl::Status QueryWanted(std::string_view sql, absl::Span<const Value> keys,
                           absl::Span<const Value> parameters,
                           RowFunction on_row);

 private:
  friend class Database;
  friend class WriteTransaction;

  virtual absl::Status QueryImpl(std::string_view sql,
                                 absl::Span<const Value> parameters,
                                 RowFunction on_row) = 0;
  // How many placeholders one statement may have.
  [[nodiscard]] virtual size_t max_placeholders() const = 0;

  // Runs a statement unless one failed before or one is still giving rows.
  absl::Status Run(absl::FunctionRef<absl::Status()> statement);
  // The same with rows, and with `sql` checked against its parameters.
  absl::Status RunQuery(
      std::string_view sql, absl::Span<const Value> parameters,
      RowFunction on_row,
      absl::FunctionRef<absl::Status(RowFunction on_row)> statement);

  // The first failure of a statement.
  absl::Status failure_;
  bool running_ = false;
};

// Reads and changes that become durable together, or not at all.
class WriteTransaction : public ReadTransaction {
 public:
  // As Query, and holds locks on the rows read until the transaction ends;
  // reads what is committed now, not a snapshot. `sql` comes without the
  // engine's locking clause.
  absl::Status QueryForUpdate(std::string_view sql,
                              absl::Span<const Value> parameters,
                              RowFunction on_row);

  // Runs several SELECTs one after another, on MySQL in one way to the server.
  // Stops at the first error of a row function and returns it.
  absl::Status QueryTogether(absl::Span<const Question> questions);

  // Runs one statement; returns how many rows it changed. An UPDATE counts the
  // rows it matched, also those that already were as it would have them.
  absl::StatusOr<int64_t> Execute(std::string_view sql,
                                  absl::Span<const Value> parameters);

  // Runs one statement that must match exactly one row. ABORTED when it did
  // not, so that Write() runs the body again: what was read is out of date.
  // The error may come later, as that of Insert.
  absl::Status ExecuteOne(std::string_view sql,
                          absl::Span<const Value> parameters);

  // Inserts rows given one after another in `values` (columns × rows), in
  // chunks of at most kMaxRowsPerStatement. ALREADY_EXISTS where a key is
  // taken.
  absl::Status Insert(const Table& table, absl::Span<const Value> values);

  // As Insert, but a row whose primary key is taken is overwritten.
  absl::Status Upsert(const Table& table, absl::Span<const Value> values);

 private:
  virtual absl::Status QueryForUpdateImpl(std::string_view sql,
                                          absl::Span<const Value> parameters,
                                          RowFunction on_row) = 0;
  virtual absl::StatusOr<int64_t> ExecuteImpl(
      std::string_view sql, absl::Span<const Value> parameters) = 0;
  virtual absl::Status ExecuteOneImpl(std::string_view sql,
                                      absl::Span<const Value> parameters) = 0;
  // The questions have no keys any more.
  virtual absl::Status QueryTogetherImpl(
      absl::Span<const Question> questions) = 0;
  // `overwrite` asks for an upsert.
  virtual absl::Status InsertImpl(const Table& table,
                                  absl::Span<const Value> values,
                                  bool overwrite) = 0;

  absl::Status InsertChecked(const Table& table, absl::Span<const Value> values,
                             bool overwrite);
};

struct WriteOptions {
  // The caller finds out by itself what became of a COMMIT in doubt. On MySQL
  // a small transaction then goes to the server in one packet, COMMIT and all,
  // even on a session that the server may have closed while it was idle.
  bool resolves_doubt = false;
};

class Database {
 public:
  virtual ~Database() = default;

  // Runs `body` in one write transaction and commits it when `body` returns
  // OK; otherwise rolls back and returns body's error. `body` MAY BE RUN
  // AGAIN, from the start: after a conflict with another transaction, when it
  // returned ABORTED itself, and when the server had closed the connection
  // before its first statement.
  absl::Status Write(absl::FunctionRef<absl::Status(WriteTransaction&)> body,
                     WriteOptions options = {});

  // Runs `body` on one snapshot of all that was committed before the call.
  absl::Status Read(absl::FunctionRef<absl::Status(ReadTransaction&)> body);

  [[nodiscard]] virtual Engine engine() const = 0;

 private:
  virtual absl::Status WriteOnceImpl(
      absl::FunctionRef<absl::Status(WriteTransaction&)> body,
      WriteOptions options) = 0;
  virtual absl::Status ReadImpl(
      absl::FunctionRef<absl::Status(ReadTransaction&)> body) = 0;
};

struct StoreOptions {
  // Waits for a connection, a lock or the server's answer no longer than this.
  int timeout_milliseconds = 5000;
  // Readers (and on MySQL writers) open at once; the rest wait their turn.
  int max_connections = 8;
  // Opens what is there and makes nothing: a directory without databases is
  // NOT_FOUND. (A schema of MySQL must be there in any case.)
  bool must_exist = false;
};

// All databases of one service: a directory of SQLite files, one per name, or
// one MySQL schema that stands for every name.
class Store {
 public:
  // Opens the store. `sqlite:` creates the directory and holds an exclusive
  // lock on it for the life of the Store; `mysql:` checks the server's
  // durability settings and TLS, and names the setting that falls short.
  static absl::StatusOr<std::unique_ptr<Store>> Open(const StoreUrl& url,
                                                     StoreOptions options);
  virtual ~Store() = default;

  // The database called `name` ([a-z0-9-]+), created when it does not exist.
  // It lives as long as the Store. On MySQL every name gives the same one.
  absl::StatusOr<Database*> OpenDatabase(std::string_view name);

  // Names of the databases that exist, sorted. On MySQL one, `mysql`.
  absl::StatusOr<std::vector<std::string>> ListDatabases();

  [[nodiscard]] virtual Engine engine() const = 0;

 private:
  virtual absl::StatusOr<Database*> OpenDatabaseImpl(std::string_view name) = 0;
  virtual absl::StatusOr<std::vector<std::string>> ListDatabasesImpl() = 0;
};

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_DATABASE_H_
