#include "services/storage/migrate.h"

#include <array>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/limits.h"

namespace epiledger::storage {
namespace {

// A word of a migration and what it stands for.
struct Word {
  const char* word;
  const char* sqlite;
  const char* mysql;
};
// On MySQL texts are bytes too: the only order that is SQLite's own.
constexpr std::array kWords = {
    Word{"{KEY}", "TEXT", "VARBINARY(255)"},
    Word{"{BYTES_KEY}", "BLOB", "VARBINARY(255)"},
    Word{"{TEXT}", "TEXT", "LONGBLOB"},
    Word{"{BYTES}", "BLOB", "LONGBLOB"},
    Word{"{INT}", "INTEGER", "BIGINT"},
    Word{"{TABLE}", "STRICT", "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4"},
    Word{"{IF_NEW}", "", "/*M! IF NOT EXISTS */"},
    Word{"{NAME_ENDING}",
         "GENERATED ALWAYS AS (substr(name, length(rtrim(name, replace(name, "
         "'/', ''))) + 1)) VIRTUAL",
         "GENERATED ALWAYS AS (SUBSTRING_INDEX(name, '/', -1)) VIRTUAL"},
};

constexpr std::string_view kCreateHistory =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "migration_set {KEY} NOT NULL, number {INT} NOT NULL, "
    "purpose {TEXT} NOT NULL, applied_at {INT} NOT NULL, "
    "PRIMARY KEY (migration_set, number)) {TABLE}";
constexpr std::string_view kFindHistoryInSqlite =
    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = "
    "'schema_migration'";
constexpr std::string_view kFindHistoryInMysql =
    "SELECT 1 FROM information_schema.tables WHERE table_schema = DATABASE() "
    "AND table_name = 'schema_migration'";
constexpr std::string_view kSelectNewest =
    "SELECT MAX(number) FROM schema_migration WHERE migration_set = ?";
// Each asks for a second, which is less than the wait for an answer may take.
constexpr std::string_view kTakeTurn =
    "SELECT GET_LOCK(CONCAT('migrate.', DATABASE()), 1)";
constexpr std::string_view kEndTurn =
    "SELECT RELEASE_LOCK(CONCAT('migrate.', DATABASE()))";

constexpr std::array<std::string_view, 4> kHistoryColumns = {
    "migration_set", "number", "purpose", "applied_at"};
constexpr Table kHistory = {"schema_migration", kHistoryColumns, 2};

std::string InDialect(Engine engine, std::string_view statement) {
  std::string text(statement);
  for (const Word& word : kWords) {
    const char* meaning = engine == Engine::kSqlite ? word.sqlite : word.mysql;
    absl::StrReplaceAll({{word.word, meaning}}, &text);
  }
  return text;
}

std::string Name(std::string_view set, const Migration& migration) {
  return absl::StrCat("migration ", migration.number, " of ", std::string(set),
                      " (", std::string(migration.purpose), ")");
}

absl::Status CheckNumbers(std::string_view set,
                          absl::Span<const Migration> migrations) {
  int expected = 1;
  for (const Migration& migration : migrations) {
    if (migration.number == expected++) continue;
    return absl::InternalError(absl::StrCat(
        Name(set, migration), " should have the number ", expected - 1));
  }
  return absl::OkStatus();
}

// A change of tables commits by itself on MySQL and lets go of row locks, so
// several processes that start at once take turns by a lock of their own.
absl::Status TakeTurn(WriteTransaction& transaction) {
  for (int second = 0; second < limits::kMigrationTurnSeconds; ++second) {
    bool taken = false;
    const auto read = [&taken](const Row& row) {
      taken = row.Integer(0) == 1;
      return absl::OkStatus();
    };
    absl::Status status = transaction.Query(kTakeTurn, {}, read);
    if (!status.ok() || taken) return status;
  }
  return absl::UnavailableError(absl::StrCat(
      "another process has migrated the database for over ",
      limits::kMigrationTurnSeconds, " s: try again when it is ready"));
}

// What was done is committed before the next process has its turn and looks.
// After a failure of a statement the connection is closed, and the turn ends
// with it.
absl::Status EndTurn(WriteTransaction& transaction, bool succeeded) {
  const absl::StatusOr<int64_t> ended =
      transaction.Execute(succeeded ? "COMMIT" : "ROLLBACK", {});
  if (!ended.ok()) return ended.status();
  return transaction.Query(kEndTurn, {},
                           [](const Row&) { return absl::OkStatus(); });
}

absl::StatusOr<int64_t> Newest(ReadTransaction& transaction,
                               std::string_view set) {
  int64_t newest = 0;
  const absl::Status status =
      transaction.Query(kSelectNewest, {Value::Text(set)}, [&](const Row& row) {
        newest = row.Integer(0);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return newest;
}

absl::Status PostCheck(WriteTransaction& transaction, Engine engine,
                       std::string_view set, const Migration& migration) {
  if (migration.post_check.empty()) return absl::OkStatus();
  return transaction.Query(
      InDialect(engine, migration.post_check), {}, [&](const Row&) {
        return absl::FailedPreconditionError(
            absl::StrCat(Name(set, migration),
                         " did not do what it should: its check found a row"));
      });
}

absl::Status Apply(WriteTransaction& transaction, Engine engine,
                   std::string_view set, const Migration& migration) {
  for (const std::string_view statement : migration.statements) {
    const absl::StatusOr<int64_t> rows =
        transaction.Execute(InDialect(engine, statement), {});
    if (!rows.ok()) return rows.status();
  }
  if (migration.fill != nullptr) {
    if (absl::Status s = migration.fill(transaction); !s.ok()) return s;
  }
  if (absl::Status s = PostCheck(transaction, engine, set, migration);
      !s.ok()) {
    return s;
  }
  return transaction.Insert(kHistory,
                            {Value::Text(set), Value::Integer(migration.number),
                             Value::Text(migration.purpose),
                             Value::Integer(absl::ToUnixMicros(absl::Now()))});
}

absl::Status ApplyMissing(WriteTransaction& transaction, Engine engine,
                          std::string_view set,
                          absl::Span<const Migration> migrations) {
  const absl::StatusOr<int64_t> created =
      transaction.Execute(InDialect(engine, kCreateHistory), {});
  if (!created.ok()) return created.status();
  const absl::StatusOr<int64_t> newest = Newest(transaction, set);
  if (!newest.ok()) return newest.status();
  if (*newest > static_cast<int64_t>(migrations.size())) {
    return absl::FailedPreconditionError(absl::StrCat(
        "the database is newer than this program: ", std::string(set),
        " is at migration ", *newest, ", the program knows ", migrations.size(),
        "; start a newer program"));
  }
  for (const Migration& migration :
       migrations.subspan(static_cast<size_t>(*newest))) {
    if (absl::Status s = Apply(transaction, engine, set, migration); !s.ok()) {
      return s;
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status Migrate(Database& database, std::string_view set,
                     absl::Span<const Migration> migrations) {
  if (absl::Status s = CheckNumbers(set, migrations); !s.ok()) return s;
  const Engine engine = database.engine();
  return database.Write([&](WriteTransaction& transaction) {
    if (engine == Engine::kSqlite) {
      return ApplyMissing(transaction, engine, set, migrations);
    }
    if (absl::Status s = TakeTurn(transaction); !s.ok()) return s;
    absl::Status status = ApplyMissing(transaction, engine, set, migrations);
    const absl::Status ended = EndTurn(transaction, status.ok());
    return status.ok() ? ended : status;
  });
}

absl::StatusOr<int64_t> NewestMigration(Database& database,
                                        std::string_view set) {
  const std::string_view find = database.engine() == Engine::kSqlite
                                    ? kFindHistoryInSqlite
                                    : kFindHistoryInMysql;
  int64_t newest = 0;
  const absl::Status status = database.Read([&](ReadTransaction& transaction) {
    bool has_history = false;
    absl::Status found = transaction.Query(find, {}, [&](const Row&) {
      has_history = true;
      return absl::OkStatus();
    });
    if (!found.ok() || !has_history) return found;
    const absl::StatusOr<int64_t> number = Newest(transaction, set);
    if (number.ok()) newest = *number;
    return number.status();
  });
  if (!status.ok()) return status;
  return newest;
}

}  // namespace epiledger::storage
