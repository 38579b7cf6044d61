#include "services/storage/sql_text.h"

#include <algorithm>

namespace epiledger::storage {
namespace {

constexpr size_t kExcerptLength = 80;

// The position just behind the quoted text or comment that begins at `begin`,
// or `begin` when none begins there.
size_t SkipQuoted(std::string_view sql, size_t begin) {
  const auto behind = [&](std::string_view end, size_t from) {
    const size_t found = sql.find(end, from);
    return found == std::string_view::npos ? sql.size() : found + end.size();
  };
  const std::string_view rest = sql.substr(begin);
  if (rest.starts_with("--")) return behind("\n", begin + 2);
  if (rest.starts_with("/*")) return behind("*/", begin + 2);
  // A doubled quote inside is two quoted texts side by side: the same count.
  for (const std::string_view quote : {"'", "\"", "`"}) {
    if (rest.starts_with(quote)) return behind(quote, begin + 1);
  }
  return begin;
}

}  // namespace

void SplitAtPlaceholders(std::string_view sql,
                         absl::FunctionRef<void(std::string_view, bool)> take) {
  size_t begin = 0;
  for (size_t i = 0; i < sql.size();) {
    const size_t next = SkipQuoted(sql, i);
    if (next == i && sql[i] == '?') {
      take(sql.substr(begin, i - begin), false);
      take(sql.substr(i, 1), true);
      begin = i + 1;
    }
    i = std::max(next, i + 1);
  }
  take(sql.substr(begin), false);
}

size_t CountPlaceholders(std::string_view sql) {
  size_t count = 0;
  SplitAtPlaceholders(sql, [&count](std::string_view, bool placeholder) {
    if (placeholder) ++count;
  });
  return count;
}

std::string InText(std::string_view sql, size_t keys) {
  return std::string(sql) + " IN " + RowPlaceholders(keys, 1);
}

std::string WantedText(size_t keys, std::string_view sql) {
  // MariaDB fixes the column's length when it prepares the statement, and knows
  // that of a bare placeholder as 0.
  std::string text =
      "WITH wanted (wanted_key) AS (VALUES (CAST(? AS CHAR(255)))";
  if (keys > 1) text += "," + RowPlaceholders(1, keys - 1);
  return text + ") " + std::string(sql);
}

std::string RowPlaceholders(size_t columns, size_t rows) {
  std::string text;
  text.reserve(rows * (2 * columns + 2));
  for (size_t row = 0; row < rows; ++row) {
    text += row == 0 ? "(" : ",(";
    for (size_t i = 0; i < columns; ++i) text += i == 0 ? "?" : ",?";
    text += ')';
  }
  return text;
}

std::string InsertHead(const Table& table) {
  std::string text = "INSERT INTO ";
  text += table.name;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    text += i == 0 ? " (" : ", ";
    text += table.columns[i];
  }
  return text + ") VALUES ";
}

std::string Excerpt(std::string_view sql) {
  const std::string_view line = sql.substr(0, sql.find('\n'));
  if (line.size() <= kExcerptLength) return std::string(line);
  return std::string(line.substr(0, kExcerptLength)) + "…";
}

}  // namespace epiledger::storage
