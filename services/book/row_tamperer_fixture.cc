#include "services/book/row_tamperer_fixture.h"

#include <limits>
#include <string_view>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_join.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kColumnsOfBooks =
    "SELECT t.name, c.name, c.type FROM sqlite_master t "
    "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
    "AND (t.name LIKE 'journal\\_%' ESCAPE '\\' "
    "OR t.name LIKE 'ledger\\_%' ESCAPE '\\') ORDER BY t.name, c.cid";

std::string NamesOf(const StoredTable& table) {
  return absl::StrJoin(table.columns, ", ",
                       [](std::string* text, const StoredColumn& column) {
                         text->append(column.name);
                       });
}

}  // namespace

absl::StatusOr<std::vector<StoredTable>> TablesOfBooks(
    storage::ReadTransaction& transaction) {
  std::vector<StoredTable> tables;
  const absl::Status status =
      transaction.Query(kColumnsOfBooks, {}, [&tables](const Row& row) {
        const std::string_view table = row.View(0);
        if (tables.empty() || tables.back().name != table) {
          tables.push_back({std::string(table), {}});
        }
        tables.back().columns.push_back(
            {std::string(row.View(1)), std::string(row.View(2))});
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return tables;
}

Value RowTamperer::Cell::value() const {
  if (is_integer) return Value::Integer(integer);
  return is_text ? Value::Text(bytes) : Value::Bytes(bytes);
}

std::optional<std::string> RowTamperer::Tamper() {
  static constexpr std::pair<std::string_view, bool (RowTamperer::*)()>
      kWays[] = {{"edit", &RowTamperer::Edit},
                 {"delete", &RowTamperer::Delete},
                 {"insert", &RowTamperer::Insert},
                 {"swap", &RowTamperer::Swap},
                 {"truncate", &RowTamperer::Truncate},
                 {"write over", &RowTamperer::WriteOver}};
  table_ = &dice_.OneOf(tables_);
  rows_ = Rows();
  if (rows_.empty()) return std::nullopt;
  const auto& [name, way] = dice_.OneOf(kWays);
  if (!(this->*way)()) return std::nullopt;
  return Concat(name, " ", table_->name);
}

bool RowTamperer::Edit() {
  const int64_t row = dice_.OneOf(rows_);
  const size_t column = dice_.Below(table_->columns.size());
  return Set(row, column, Other(Read(row)[column]));
}

bool RowTamperer::Delete() {
  return Run(Concat("DELETE FROM ", table_->name, " WHERE rowid = ?"),
             {Value::Integer(dice_.OneOf(rows_))});
}

// A row like another but for one or two columns.
bool RowTamperer::Insert() {
  Cells cells = Read(dice_.OneOf(rows_));
  for (size_t i = 0; i < 1 + dice_.Below(2); ++i) {
    Cell& cell = dice_.OneOf(cells);
    cell = Other(cell);
  }
  std::vector<Value> values;
  for (const Cell& cell : cells) values.push_back(cell.value());
  std::string marks = "?";
  for (size_t i = 1; i < cells.size(); ++i) marks += ", ?";
  return Run(Concat("INSERT INTO ", table_->name, " (", NamesOf(*table_),
                    ") VALUES (", marks, ")"),
             values);
}

bool RowTamperer::Swap() {
  const int64_t row = dice_.OneOf(rows_);
  const int64_t other = dice_.OneOf(rows_);
  const size_t column = dice_.Below(table_->columns.size());
  const Cell mine = Read(row)[column];
  const Cell theirs = Read(other)[column];
  return mine != theirs && Set(row, column, theirs) && Set(other, column, mine);
}

// From some row to the end.
bool RowTamperer::Truncate() {
  return Run(Concat("DELETE FROM ", table_->name, " WHERE rowid >= ?"),
             {Value::Integer(dice_.OneOf(rows_))});
}

// Some columns of a row with those of another.
bool RowTamperer::WriteOver() {
  const int64_t row = dice_.OneOf(rows_);
  const Cells mine = Read(row);
  const Cells theirs = Read(dice_.OneOf(rows_));
  bool is_changed = false;
  for (size_t column = 0; column < mine.size(); ++column) {
    if (mine[column] == theirs[column] || dice_.Below(2) == 0) continue;
    is_changed = true;
    if (!Set(row, column, theirs[column])) return false;
  }
  return is_changed;
}

std::vector<int64_t> RowTamperer::Rows() {
  std::vector<int64_t> rows;
  const absl::Status status = transaction_.Query(
      Concat("SELECT rowid FROM ", table_->name), {}, [&rows](const Row& row) {
        rows.push_back(row.Integer(0));
        return absl::OkStatus();
      });
  return status.ok() ? rows : std::vector<int64_t>();
}

RowTamperer::Cells RowTamperer::Read(int64_t row) {
  Cells cells(table_->columns.size());
  (void)transaction_.Query(
      Concat("SELECT ", NamesOf(*table_), " FROM ", table_->name,
             " WHERE rowid = ?"),
      {Value::Integer(row)}, [&](const Row& stored) {
        for (size_t i = 0; i < cells.size(); ++i) {
          const auto column = static_cast<int>(i);
          cells[i].is_integer = table_->columns[i].type == "INTEGER";
          cells[i].is_text = table_->columns[i].type == "TEXT";
          if (cells[i].is_integer) {
            cells[i].integer = stored.Integer(column);
          } else {
            cells[i].bytes = stored.View(column);
          }
        }
        return absl::OkStatus();
      });
  return cells;
}

RowTamperer::Cell RowTamperer::Other(const Cell& cell) {
  Cell other = cell;
  if (cell.is_integer) {
    // Numbers near by, of other signs and sizes, and at the ends.
    const int64_t numbers[] = {cell.integer ^ (int64_t{1} << dice_.Below(63)),
                               cell.integer ^ 1,
                               ~cell.integer,
                               cell.integer == 0 ? 1 : 0,
                               static_cast<int64_t>(dice_.Below(100)),
                               std::numeric_limits<int64_t>::max(),
                               std::numeric_limits<int64_t>::min()};
    other.integer = dice_.OneOf(numbers);
  } else {
    other.bytes = OtherText(cell.bytes);
  }
  return other == cell ? Other(cell) : other;
}

// Texts stay texts: of their bytes the lowest bits change alone.
std::string RowTamperer::OtherText(const std::string& text) {
  const size_t at = text.empty() ? 0 : dice_.Below(text.size());
  std::string flipped = text;
  if (!text.empty()) {
    flipped[at] = static_cast<char>(flipped[at] ^ (1 << dice_.Below(5)));
  }
  const std::string texts[] = {
      flipped,         flipped,     flipped, text + "x", text.substr(0, at),
      text.substr(at), text + text, ""};
  return dice_.OneOf(texts);
}

bool RowTamperer::Set(int64_t row, size_t column, const Cell& cell) {
  return Run(Concat("UPDATE ", table_->name, " SET ",
                    table_->columns[column].name, " = ? WHERE rowid = ?"),
             {cell.value(), Value::Integer(row)});
}

bool RowTamperer::Run(const std::string& sql,
                      const std::vector<Value>& values) {
  sql_ += Concat(sql, ":");
  for (const Value& value : values) {
    sql_ += value.kind() == Value::Kind::kInteger
                ? Concat(" ", value.integer())
                : Concat(" '", absl::CHexEscape(ToAbsl(value.view())), "'");
  }
  sql_ += "; ";
  return transaction_.Execute(sql, values).value_or(0) > 0;
}

}  // namespace epiledger::book
