// RowTamperer: changes rows of a store's tables by plain SQL, at random, and
// computes nothing anew. For tests.
#ifndef EPILEDGER_SERVICES_BOOK_ROW_TAMPERER_FIXTURE_H_
#define EPILEDGER_SERVICES_BOOK_ROW_TAMPERER_FIXTURE_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/storage/database.h"

namespace epiledger::book {

class Dice {
 public:
  explicit Dice(uint64_t seed) : engine_(seed) {}

  // 0 … count − 1.
  size_t Below(size_t count) {
    return std::uniform_int_distribution<size_t>(0, count - 1)(engine_);
  }
  template <typename List>
  auto& OneOf(List& list) {
    return list[Below(std::size(list))];
  }

 private:
  std::mt19937_64 engine_;
};

struct StoredColumn {
  enum class Kind { kInteger, kText, kBytes };

  std::string name;
  Kind kind = Kind::kInteger;
  // Of the primary key.
  bool is_key = false;
};

struct StoredTable {
  std::string name;
  std::vector<StoredColumn> columns;
};

// The tables that hold books: neither persons' fields, which may be erased, nor
// which migrations there were.
[[nodiscard]] absl::StatusOr<std::vector<StoredTable>> TablesOfBooks(
    storage::ReadTransaction& transaction, storage::Engine engine);

class RowTamperer {
 public:
  // All must outlive the tamperer.
  RowTamperer(storage::WriteTransaction& transaction,
              const std::vector<StoredTable>& tables, Dice& dice)
      : transaction_(transaction), tables_(tables), dice_(dice) {}

  // Changes some row, and says how, for people. Nothing where that would change
  // nothing, or where the store does not have it, such as a key that is taken:
  // the transaction is of no more use then.
  std::optional<std::string> Tamper();
  // The statements that were run, with their values.
  [[nodiscard]] const std::string& sql() const { return sql_; }

 private:
  struct Cell {
    StoredColumn::Kind kind = StoredColumn::Kind::kInteger;
    int64_t integer = 0;
    std::string bytes;

    bool operator==(const Cell&) const = default;
    [[nodiscard]] storage::Value value() const;
  };
  using Cells = std::vector<Cell>;

  bool Edit();
  bool Delete();
  bool Insert();
  bool Swap();
  bool Truncate();
  bool WriteOver();

  // All rows of the table at hand, in the order of its key.
  std::vector<Cells> Rows();
  // Another value for a cell.
  Cell Other(const Cell& cell);
  std::string OtherText(const std::string& text);
  // Writes what `changed` has other than `row` has it.
  bool Write(const Cells& row, const Cells& changed);
  bool DeleteRow(const Cells& row);
  // ` WHERE` the key is that of `row`, whose values go to the end of `values`.
  std::string WhereKeyOf(const Cells& row, std::vector<storage::Value>& values);
  bool Run(const std::string& sql, const std::vector<storage::Value>& values);

  storage::WriteTransaction& transaction_;
  const std::vector<StoredTable>& tables_;
  Dice& dice_;
  // At hand.
  const StoredTable* table_ = nullptr;
  std::vector<Cells> rows_;
  std::string sql_;
};

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_ROW_TAMPERER_FIXTURE_H_
