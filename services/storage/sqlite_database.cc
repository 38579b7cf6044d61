#include "services/storage/sqlite_database.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/storage/sql_text.h"
#include "services/storage/storage_status.h"

namespace epiledger::storage {
namespace {

class SqliteReadTransaction final : public ReadTransaction {
 public:
  explicit SqliteReadTransaction(SqliteConnection& connection)
      : connection_(connection) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const Value> parameters,
                         RowFunction on_row) override {
    return connection_.Query(sql, parameters, on_row);
  }
  [[nodiscard]] size_t max_placeholders() const override {
    return limits::kSqliteMaxPlaceholders;
  }

  SqliteConnection& connection_;
};

class SqliteWriteTransaction final : public WriteTransaction {
 public:
  explicit SqliteWriteTransaction(SqliteConnection& connection)
      : connection_(connection) {}

 private:
  absl::Status QueryImpl(std::string_view sql,
                         absl::Span<const Value> parameters,
                         RowFunction on_row) override {
    return connection_.Query(sql, parameters, on_row);
  }
  // The transaction has had the file's only write lock since it began.
  absl::Status QueryForUpdateImpl(std::string_view sql,
                                  absl::Span<const Value> parameters,
                                  RowFunction on_row) override {
    return connection_.Query(sql, parameters, on_row);
  }
  absl::StatusOr<int64_t> ExecuteImpl(
      std::string_view sql, absl::Span<const Value> parameters) override {
    return connection_.Execute(sql, parameters);
  }
  [[nodiscard]] size_t max_placeholders() const override {
    return limits::kSqliteMaxPlaceholders;
  }
  absl::Status ExecuteOneImpl(std::string_view sql,
                              absl::Span<const Value> parameters) override {
    const absl::StatusOr<int64_t> rows = connection_.Execute(sql, parameters);
    if (!rows.ok()) return rows.status();
    return *rows == 1 ? absl::OkStatus() : NotOneRow(sql);
  }
  absl::Status QueryTogetherImpl(
      absl::Span<const Question> questions) override {
    for (const Question& question : questions) {
      absl::Status s =
          connection_.Query(question.sql, question.parameters, question.on_row);
      if (!s.ok()) return s;
    }
    return absl::OkStatus();
  }
  absl::Status InsertImpl(const Table& table, absl::Span<const Value> values,
                          bool overwrite) override;

  SqliteConnection& connection_;
};

std::string UpsertClause(const Table& table) {
  std::string clause = " ON CONFLICT ";
  for (size_t i = 0; i < table.key_columns; ++i) {
    absl::StrAppend(&clause, i == 0 ? "(" : ", ",
                    std::string(table.columns[i]));
  }
  if (table.key_columns == table.columns.size()) {
    return clause + ") DO NOTHING";
  }
  clause += ") DO UPDATE SET ";
  for (size_t i = table.key_columns; i < table.columns.size(); ++i) {
    const std::string column(table.columns[i]);
    absl::StrAppend(&clause, i == table.key_columns ? "" : ", ", column,
                    " = excluded.", column);
  }
  return clause;
}

absl::Status SqliteWriteTransaction::InsertImpl(const Table& table,
                                                absl::Span<const Value> values,
                                                bool overwrite) {
  const size_t columns = table.columns.size();
  const std::string head = InsertHead(table);
  const std::string tail = overwrite ? UpsertClause(table) : "";
  // Powers of two, so that few texts are prepared.
  for (size_t rows = limits::kSqliteRowsPerStatement; rows > 0; rows /= 2) {
    if (values.size() < rows * columns) continue;
    const std::string text =
        absl::StrCat(head, RowPlaceholders(columns, rows), tail);
    while (values.size() >= rows * columns) {
      const absl::StatusOr<int64_t> inserted =
          connection_.Execute(text, values.subspan(0, rows * columns));
      if (!inserted.ok()) return inserted.status();
      values.remove_prefix(rows * columns);
    }
  }
  return absl::OkStatus();
}

}  // namespace

SqliteDatabase::SqliteDatabase(std::string path, const StoreOptions& options,
                               const LogLimits& log_limits,
                               OpenFiles* open_files)
    : path_(std::move(path)),
      timeout_milliseconds_(options.timeout_milliseconds),
      timeout_(absl::Milliseconds(options.timeout_milliseconds)),
      log_limits_(log_limits),
      open_files_(open_files),
      writer_(1, Opener(SqliteConnection::Role::kWriter)),
      readers_(options.max_connections,
               Opener(SqliteConnection::Role::kReader)) {}

SqliteDatabase::Pool::Opener SqliteDatabase::Opener(
    SqliteConnection::Role role) {
  return [this, role]() -> absl::StatusOr<std::unique_ptr<SqliteConnection>> {
    if (open_files_ != nullptr) open_files_->MakeRoom();
    auto connection =
        SqliteConnection::Open(path_, role, timeout_milliseconds_);
    if (!connection.ok()) return connection;
    if (absl::Status s = Settle(**connection); !s.ok()) return s;
    return connection;
  };
}

absl::Status SqliteDatabase::Settle(SqliteConnection& connection) {
  const absl::MutexLock lock(&settling_);
  if (settled_) return absl::OkStatus();
  // Where there is no room for it the log itself is on the disk: it is synced
  // before anything is copied.
  const absl::Status copied = connection.Checkpoint(/*truncate=*/true);
  if (absl::IsUnavailable(copied)) return copied;
  settled_ = true;
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(
    std::string path, const StoreOptions& options, const LogLimits& log_limits,
    OpenFiles* open_files) {
  std::unique_ptr<SqliteDatabase> database(
      new SqliteDatabase(std::move(path), options, log_limits, open_files));
  const absl::StatusOr<Pool::Lease> writer =
      database->writer_.Take(database->timeout_);
  if (!writer.ok()) return writer.status();
  if (open_files != nullptr) open_files->Add(*database);
  return database;
}

int SqliteDatabase::connections() const {
  return writer_.size() + readers_.size();
}

void SqliteDatabase::CloseIdle() {
  writer_.CloseIdle();
  readers_.CloseIdle();
}

void SqliteDatabase::Use() {
  static std::atomic<int64_t> clock = 0;
  last_used_ = ++clock;
}

absl::Status SqliteDatabase::ReadImpl(
    absl::FunctionRef<absl::Status(ReadTransaction&)> body) {
  Use();
  absl::StatusOr<Pool::Lease> reader = readers_.Take(timeout_);
  if (!reader.ok()) return reader.status();
  if (absl::Status s = (*reader)->Run("BEGIN"); !s.ok()) {
    reader->Drop();
    return s;
  }
  SqliteReadTransaction transaction(**reader);
  absl::Status status = body(transaction);
  const absl::Status ended = (*reader)->Run("COMMIT");
  if (!ended.ok()) reader->Drop();
  return status.ok() ? ended : status;
}

absl::Status SqliteDatabase::WriteOnceImpl(
    absl::FunctionRef<absl::Status(WriteTransaction&)> body,
    WriteOptions /*options*/) {
  Use();
  absl::StatusOr<Pool::Lease> writer = TakeWriter();
  if (!writer.ok()) return writer.status();
  if (absl::Status s = (*writer)->Run("BEGIN IMMEDIATE"); !s.ok()) {
    RollBack(*writer, s);
    return s;
  }
  SqliteWriteTransaction transaction(**writer);
  if (absl::Status s = body(transaction); !s.ok()) {
    RollBack(*writer, s);
    return s;
  }
  if (absl::Status s = Commit(*writer); !s.ok()) return s;
  LimitLog(*writer);
  return absl::OkStatus();
}

absl::StatusOr<SqliteDatabase::Pool::Lease> SqliteDatabase::TakeWriter() {
  {
    absl::StatusOr<Pool::Lease> writer = writer_.Take(timeout_);
    if (!writer.ok() || !close_all_first_) return writer;
    if (!CloseAll(*writer)) {
      return absl::UnavailableError(
          "after an I/O error writing goes on when the reads that were under "
          "way have ended");
    }
  }
  return writer_.Take(timeout_);
}

absl::Status SqliteDatabase::Commit(Pool::Lease& writer) {
  absl::Status status = writer->Run("COMMIT");
  if (status.ok()) return status;
  if (!absl::IsUnavailable(status)) {
    RollBack(writer, status);
    return status;
  }
  CloseAll(writer);
  return CommitOutcomeUnknown(status);
}

void SqliteDatabase::RollBack(Pool::Lease& writer, const absl::Status& why) {
  // SQLite may have rolled back by itself, then this fails and does no harm.
  writer->Run("ROLLBACK").IgnoreError();
  if (writer->in_transaction() || absl::IsUnavailable(why)) writer.Drop();
}

// The log may hold a transaction whose COMMIT failed although its shared index
// leaves it out. Only when all have closed is it decided for good, by what
// closing or the next opening finds in the log.
bool SqliteDatabase::CloseAll(Pool::Lease& writer) {
  writer.Drop();
  close_all_first_ = !readers_.Quiet(timeout_);
  if (close_all_first_) return false;
  readers_.CloseIdle();
  {
    const absl::MutexLock lock(&settling_);
    settled_ = false;
  }
  readers_.Resume();
  return true;
}

void SqliteDatabase::LimitLog(Pool::Lease& writer) {
  const int pages = writer->wal_pages();
  if (pages < log_limits_.checkpoint) next_checkpoint_pages_ = 0;
  if (pages < std::max(log_limits_.checkpoint, next_checkpoint_pages_)) return;
  next_checkpoint_pages_ = pages + log_limits_.step;
  const bool empty_it =
      pages >= log_limits_.most && readers_.Quiet(limits::kWalReaderWait);
  // A checkpoint that fails loses nothing: the log keeps it all for the next.
  writer->Checkpoint(empty_it).IgnoreError();
  if (empty_it) readers_.Resume();
}

}  // namespace epiledger::storage
