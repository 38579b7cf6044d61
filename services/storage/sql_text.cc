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

void AppendPlaceholders(size_t count, std::string& text) {
  text += '(';
  for (size_t i = 0; i < count; ++i) text += i == 0 ? "?" : ",?";
  text += ')';
}

}  // namespace

size_t CountPlaceholders(std::string_view sql) {
  size_t count = 0;
  for (size_t i = 0; i < sql.size();) {
    const size_t next = SkipQuoted(sql, i);
    if (next != i) {
      i = next;
      continue;
    }
    if (sql[i] == '?') ++count;
    ++i;
  }
  return count;
}

std::string InText(std::string_view sql, size_t keys) {
  std::string text(sql);
  text.reserve(sql.size() + 2 * keys + 8);
  text += " IN ";
  AppendPlaceholders(keys, text);
  return text;
}

std::string InsertText(const Table& table, size_t rows,
                       std::string_view conflict_clause) {
  std::string text = "INSERT INTO ";
  text.reserve(128 + rows * (2 * table.columns.size() + 3) +
               conflict_clause.size());
  text += table.name;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    text += i == 0 ? " (" : ", ";
    text += table.columns[i];
  }
  text += ") VALUES ";
  for (size_t i = 0; i < rows; ++i) {
    if (i > 0) text += ',';
    AppendPlaceholders(table.columns.size(), text);
  }
  if (!conflict_clause.empty()) text += ' ';
  text += conflict_clause;
  return text;
}

std::string Excerpt(std::string_view sql) {
  const std::string_view line = sql.substr(0, sql.find('\n'));
  if (line.size() <= kExcerptLength) return std::string(line);
  return std::string(line.substr(0, kExcerptLength)) + "…";
}

}  // namespace epiledger::storage
