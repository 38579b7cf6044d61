// Whatever is changed in what a book has written is found by the verifier:
// every byte of its entries, every column of its tables, on both engines.
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/escaping.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/book/forged_book.h"

namespace epiledger::book {
namespace {

using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAreArray;

using storage::Value;
using storage::WriteTransaction;

// A column of one row. `kind` as in ledger::DumpedTable: i, t, b.
struct Column {
  std::string_view table;
  std::string_view row;
  std::string_view name;
  char kind;
};

// Of the rows that `Tampering` writes: all columns of all tables of a book.
constexpr Column kColumns[] = {
    {"journal_head", "sequence > 0", "book", 'i'},
    {"journal_head", "sequence > 0", "service", 't'},
    {"journal_head", "sequence > 0", "county", 't'},
    {"journal_head", "sequence > 0", "kind", 't'},
    {"journal_head", "sequence > 0", "incarnation", 'b'},
    {"journal_head", "sequence > 0", "sequence", 'i'},
    {"journal_head", "sequence > 0", "hash", 'b'},
    {"journal_head", "sequence > 0", "record_time", 'i'},
    {"journal_head", "sequence > 0", "schema_version", 'i'},
    {"journal_entry", "sequence = 3", "book", 'i'},
    {"journal_entry", "sequence = 3", "sequence", 'i'},
    {"journal_entry", "sequence = 3", "record_time", 'i'},
    {"journal_entry", "sequence = 3", "hash", 'b'},
    {"journal_entry", "sequence = 3", "frame", 'b'},
    {"journal_request", "request_id = 'out'", "book", 'i'},
    {"journal_request", "request_id = 'out'", "request_id", 't'},
    {"journal_request", "request_id = 'out'", "subject", 't'},
    {"journal_request", "request_id = 'out'", "sequence", 'i'},
    {"journal_refusal", "sequence = 4", "book", 'i'},
    {"journal_refusal", "sequence = 4", "sequence", 'i'},
    {"journal_refusal", "sequence = 4", "reason", 't'},
    {"journal_refusal", "sequence = 4", "method", 't'},
    {"journal_refusal", "sequence = 4", "subject", 't'},
    {"ledger_account", "name = 'box:1'", "book", 'i'},
    {"ledger_account", "name = 'box:1'", "account", 'i'},
    {"ledger_account", "name = 'box:1'", "name", 't'},
    {"ledger_account", "name = 'box:1'", "unit", 't'},
    {"ledger_account", "name = 'box:1'", "first_movement", 'i'},
    {"ledger_movement", "amount = 40", "book", 'i'},
    {"ledger_movement", "amount = 40", "movement", 'i'},
    {"ledger_movement", "amount = 40", "source", 'i'},
    {"ledger_movement", "amount = 40", "target", 'i'},
    {"ledger_movement", "amount = 40", "position", 'i'},
    {"ledger_movement", "amount = 40", "amount", 'i'},
    {"ledger_movement", "amount = 40", "source_previous", 'i'},
    {"ledger_movement", "amount = 40", "source_moved", 'i'},
    {"ledger_movement", "amount = 40", "target_previous", 'i'},
    {"ledger_movement", "amount = 40", "target_moved", 'i'},
    {"ledger_timeline", "balance = 60", "book", 'i'},
    {"ledger_timeline", "balance = 60", "account", 'i'},
    {"ledger_timeline", "balance = 60", "position", 'i'},
    {"ledger_timeline", "balance = 60", "balance", 'i'},
    {"ledger_timeline", "balance = 60", "moved", 'i'},
    {"ledger_timeline", "balance = 60", "last_movement", 'i'},
    {"ledger_resource", "sequence = 5", "book", 'i'},
    {"ledger_resource", "sequence = 5", "collection", 't'},
    {"ledger_resource", "sequence = 5", "name", 't'},
    {"ledger_resource", "sequence = 5", "sequence", 'i'},
    {"ledger_resource", "sequence = 5", "body", 'b'},
};

constexpr std::string_view kSqliteColumns =
    "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) "
    "c WHERE t.type = 'table'";
// Without those that the engine makes of others, as SQLite lists none either:
// nobody can write them.
constexpr std::string_view kMysqlColumns =
    "SELECT table_name, column_name FROM information_schema.columns "
    "WHERE table_schema = DATABASE() "
    "AND COALESCE(generation_expression, '') = ''";

// One bit of the byte at `at`, another one from byte to byte.
std::string Flipped(std::string bytes, size_t at) {
  bytes[at] = static_cast<char>(bytes[at] ^ (1 << at % 8));
  return bytes;
}

// Other texts that a careless comparison takes for the same.
std::vector<std::string> OtherTexts(const std::string& text) {
  std::string upper = text;
  upper.front() = static_cast<char>(upper.front() ^ 0x20);
  return {text + "x", text + " ", upper, text.substr(1), ""};
}

std::vector<std::string> OtherBytes(const std::string& bytes) {
  std::vector<std::string> others = {bytes + '\0', bytes.substr(1),
                                     bytes.substr(0, bytes.size() - 1), ""};
  for (size_t at = 0; at < bytes.size(); ++at) {
    others.push_back(Flipped(bytes, at));
  }
  return others;
}

// A book with money in and out, a refusal, and two versions of a resource.
class Tampering : public ForgedBook {
 protected:
  void SetUp() override {
    ForgedBook::SetUp();
    ASSERT_TRUE(Run(Move("in", "source:1", "box:1", 100)).ok());
    ASSERT_TRUE(Run(Move("out", "box:1", "used:1", 40)).ok());
    const auto refused =
        Run(Asked("no", [](const DecisionContext&, ledger::State&) {
          return journal::Refusal{absl::StatusCode::kFailedPrecondition,
                                  "OVERSPENT",
                                  {{"available", "60"}, {"needed", "61"}}};
        }));
    ASSERT_TRUE(refused.ok() && refused->refusal.has_value());
    ASSERT_TRUE(Run(Version("first")).ok());
    ASSERT_TRUE(Run(Version("second")).ok());
    ASSERT_THAT(Verify()->findings, IsEmpty());
  }
  void TearDown() override { EXPECT_THAT(Verify()->findings, IsEmpty()); }

  Command Version(const std::string& body) {
    return Asked(body, [body](const DecisionContext&, ledger::State&) {
      Accepted accepted;
      AddResource("thing", "t1", accepted);
      accepted.effects.mutable_resources(0)->set_body(body);
      return accepted;
    });
  }

  // What is found with `sql` run on one row; nothing else is changed.
  std::vector<std::string> FindingsWith(const std::string& sql,
                                        const std::vector<Value>& values) {
    return FindingsAfter([&](WriteTransaction& transaction) {
      EXPECT_EQ(transaction.Execute(sql, values).value_or(0), 1) << sql;
    });
  }

  std::string ValueOf(const Column& column) {
    std::string value;
    const absl::Status status = books_->DatabaseOf(Name()).value()->Read(
        [&](storage::ReadTransaction& transaction) {
          return transaction.Query(Concat("SELECT ", column.name, " FROM ",
                                          column.table, " WHERE ", column.row),
                                   {}, [&value](const storage::Row& row) {
                                     value = row.View(0);
                                     return absl::OkStatus();
                                   });
        });
    EXPECT_TRUE(status.ok()) << status;
    return value;
  }

  // All columns that the store has of a book, `table.column`.
  std::vector<std::string> StoredColumns() {
    const bool is_sqlite = GetParam() == storage::Engine::kSqlite;
    std::vector<std::string> columns;
    const absl::Status status = books_->DatabaseOf(Name()).value()->Read(
        [&](storage::ReadTransaction& transaction) {
          return transaction.Query(
              is_sqlite ? kSqliteColumns : kMysqlColumns, {},
              [&columns](const storage::Row& row) {
                const std::string table(row.View(0));
                if (table.starts_with("journal_") ||
                    table.starts_with("ledger_")) {
                  columns.push_back(Concat(table, ".", row.View(1)));
                }
                return absl::OkStatus();
              });
        });
    EXPECT_TRUE(status.ok()) << status;
    return columns;
  }

  void ExpectFound(const Column& column) {
    const std::string update =
        Concat("UPDATE ", column.table, " SET ", column.name, " = ");
    const std::string where = Concat(" WHERE ", column.row);
    if (column.kind == 'i') {
      const std::string sql = Concat(update, column.name, " + 1000", where);
      EXPECT_THAT(FindingsWith(sql, {}), Not(IsEmpty())) << sql;
      return;
    }
    const std::string value = ValueOf(column);
    const bool is_text = column.kind == 't';
    for (const std::string& other :
         is_text ? OtherTexts(value) : OtherBytes(value)) {
      const std::string sql = Concat(update, "?", where);
      EXPECT_THAT(FindingsWith(sql, {is_text ? Value::Text(other)
                                             : Value::Bytes(other)}),
                  Not(IsEmpty()))
          << sql << ": " << absl::CHexEscape(other);
    }
  }

  std::vector<journal::StoredEntry> Entries() {
    std::vector<journal::StoredEntry> entries;
    const absl::Status status =
        books_->Read(Name(), [&entries](ledger::Snapshot& snapshot) {
          return journal::ReadEntries(
              snapshot.transaction(), snapshot.head().book, 0, INT64_MAX,
              [&entries](const journal::StoredEntry& entry) {
                entries.push_back(entry);
                return absl::OkStatus();
              });
        });
    EXPECT_TRUE(status.ok()) << status;
    return entries;
  }
};

TEST_P(Tampering, EveryByteOfEveryEntryIsHeld) {
  const std::vector<journal::StoredEntry> entries = Entries();
  ASSERT_THAT(entries, SizeIs(6));
  for (const journal::StoredEntry& entry : entries) {
    const std::pair<std::string, std::string> columns[] = {
        {"frame", entry.frame},
        {"hash", std::string(journal::View(entry.hash))}};
    for (const auto& [column, bytes] : columns) {
      for (size_t at = 0; at < bytes.size(); ++at) {
        const std::string other = Flipped(bytes, at);
        EXPECT_THAT(
            FindingsWith(Concat("UPDATE journal_entry SET ", column,
                                " = ? WHERE sequence = ?"),
                         {Value::Bytes(other), Value::Integer(entry.sequence)}),
            Not(IsEmpty()))
            << column << " of entry " << entry.sequence << ", byte " << at;
      }
    }
  }
}

TEST_P(Tampering, EveryColumnOfEveryTableIsHeld) {
  std::vector<std::string> tried;
  for (const Column& column : kColumns) {
    ExpectFound(column);
    tried.push_back(Concat(column.table, ".", column.name));
  }
  EXPECT_THAT(StoredColumns(), UnorderedElementsAreArray(tried));
}

INSTANTIATE_TEST_SUITE_P(Engines, Tampering,
                         ::testing::Values(storage::Engine::kSqlite,
                                           storage::Engine::kMysql),
                         NameOfEngine);

}  // namespace
}  // namespace epiledger::book
