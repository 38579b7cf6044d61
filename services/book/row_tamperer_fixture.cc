#include "services/book/row_tamperer_fixture.h"

#include <limits>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "services/text.h"

namespace epiledger::book {
namespace {

using storage::Row;
using storage::Value;

constexpr std::string_view kColumnsInSqlite =
    "SELECT t.name, c.name, c.type, c.pk > 0 FROM sqlite_master t "
    "JOIN pragma_table_info(t.name) c WHERE t.type = 'table' "
    "AND (SUBSTR(t.name, 1, 8) = 'journal_' OR SUBSTR(t.name, 1, 7) = "
    "'ledger_') "
    "ORDER BY t.name, c.cid";
constexpr std::string_view kColumnsInMysql =
    "SELECT table_name, column_name, data_type, column_key = 'PRI' "
    "FROM information_schema.columns WHERE table_schema = DATABASE() "
    "AND (SUBSTR(table_name, 1, 8) = 'journal_' "
    "OR SUBSTR(table_name, 1, 7) = 'ledger_') "
    "ORDER BY table_name, ordinal_position";

// Of a column as it was declared.
StoredColumn::Kind KindOf(std::string_view declared) {
  using Kind = StoredColumn::Kind;
  const std::string type = absl::AsciiStrToLower(ToAbsl(declared));
  if (absl::StrContains(type, "int")) return Kind::kInteger;
  const bool is_text =
      absl::StrContains(type, "text") || absl::StrContains(type, "char");
  return is_text ? Kind::kText : Kind::kBytes;
}

std::string NamesOf(const StoredTable& table) {
  return absl::StrJoin(table.columns, ", ",
                       [](std::string* text, const StoredColumn& column) {
                         text->append(column.name);
                       });
}

}  // namespace

absl::StatusOr<std::vector<StoredTable>> TablesOfBooks(
    storage::ReadTransaction& transaction, storage::Engine engine) {
  const bool is_sqlite = engine == storage::Engine::kSqlite;
  std::vector<StoredTable> tables;
  const absl::Status status =
      transaction.Query(is_sqlite ? kColumnsInSqlite : kColumnsInMysql, {},
                        [&tables](const Row& row) {
                          const std::string_view table = row.View(0);
                          if (tables.empty() || tables.back().name != table) {
                            tables.push_back({std::string(table), {}});
                          }
                          tables.back().columns.push_back(
                              {std::string(row.View(1)), KindOf(row.View(2)),
                               row.Integer(3) != 0});
                          return absl::OkStatus();
                        });
  if (!status.ok()) return status;
  return tables;
}

Value RowTamperer::Cell::value() const {
  switch (kind) {
    case StoredColumn::Kind::kInteger:
      return Value::Integer(integer);
    case StoredColumn::Kind::kText:
      return Value::Text(bytes);
    case StoredColumn::Kind::kBytes:
      break;
  }
  return Value::Bytes(bytes);
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
  const Cells& row = dice_.OneOf(rows_);
  Cells changed = row;
  Cell& cell = dice_.OneOf(changed);
  cell = Other(cell);
  return Write(row, changed);
}

bool RowTamperer::Delete() { return DeleteRow(dice_.OneOf(rows_)); }

// A row like another but for one or two columns.
bool RowTamperer::Insert() {
  Cells cells = dice_.OneOf(rows_);
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
  const Cells& row = dice_.OneOf(rows_);
  const Cells& other = dice_.OneOf(rows_);
  const size_t column = dice_.Below(table_->columns.size());
  Cells mine = row;
  Cells theirs = other;
  std::swap(mine[column], theirs[column]);
  return mine != row && Write(row, mine) && Write(other, theirs);
}

// From some row to the end.
bool RowTamperer::Truncate() {
  for (size_t i = dice_.Below(rows_.size()); i < rows_.size(); ++i) {
    if (!DeleteRow(rows_[i])) return false;
  }
  return true;
}

// Some columns of a row with those of another.
bool RowTamperer::WriteOver() {
  const Cells& row = dice_.OneOf(rows_);
  const Cells& theirs = dice_.OneOf(rows_);
  Cells changed = row;
  for (size_t column = 0; column < changed.size(); ++column) {
    if (dice_.Below(2) != 0) changed[column] = theirs[column];
  }
  return Write(row, changed);
}

std::vector<RowTamperer::Cells> RowTamperer::Rows() {
  std::string keys;
  for (const StoredColumn& column : table_->columns) {
    if (column.is_key) keys += Concat(keys.empty() ? "" : ", ", column.name);
  }
  std::vector<Cells> rows;
  const absl::Status status = transaction_.Query(
      Concat("SELECT ", NamesOf(*table_), " FROM ", table_->name, " ORDER BY ",
             keys),
      {}, [&](const Row& stored) {
        Cells& cells = rows.emplace_back(table_->columns.size());
        for (size_t i = 0; i < cells.size(); ++i) {
          const auto column = static_cast<int>(i);
          cells[i].kind = table_->columns[i].kind;
          if (cells[i].kind == StoredColumn::Kind::kInteger) {
            cells[i].integer = stored.Integer(column);
          } else {
            cells[i].bytes = stored.View(column);
          }
        }
        return absl::OkStatus();
      });
  return status.ok() ? rows : std::vector<Cells>();
}

RowTamperer::Cell RowTamperer::Other(const Cell& cell) {
  Cell other = cell;
  if (cell.kind == StoredColumn::Kind::kInteger) {
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

bool RowTamperer::Write(const Cells& row, const Cells& changed) {
  std::string columns;
  std::vector<Value> values;
  for (size_t i = 0; i < row.size(); ++i) {
    if (changed[i] == row[i]) continue;
    columns +=
        Concat(columns.empty() ? "" : ", ", table_->columns[i].name, " = ?");
    values.push_back(changed[i].value());
  }
  if (values.empty()) return false;
  const std::string where = WhereKeyOf(row, values);
  return Run(Concat("UPDATE ", table_->name, " SET ", columns, where), values);
}

bool RowTamperer::DeleteRow(const Cells& row) {
  std::vector<Value> values;
  const std::string where = WhereKeyOf(row, values);
  return Run(Concat("DELETE FROM ", table_->name, where), values);
}

std::string RowTamperer::WhereKeyOf(const Cells& row,
                                    std::vector<Value>& values) {
  std::string where;
  for (size_t i = 0; i < row.size(); ++i) {
    if (!table_->columns[i].is_key) continue;
    where += Concat(where.empty() ? " WHERE " : " AND ",
                    table_->columns[i].name, " = ?");
    values.push_back(row[i].value());
  }
  return where;
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
