#include "services/storage/mysql_literal.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "services/limits.h"
#include "services/storage/sql_text.h"

namespace epiledger::storage {
namespace {

void AppendHexadecimal(std::string_view bytes, std::string& text) {
  static constexpr char kDigits[] = "0123456789ABCDEF";
  const size_t begin = text.size();
  text.resize(begin + 2 * bytes.size());
  char* out = text.data() + begin;
  for (const char byte : bytes) {
    const auto code = static_cast<unsigned char>(byte);
    *out++ = kDigits[code >> 4];
    *out++ = kDigits[code & 0xf];
  }
}

void AppendLiteral(const Value& value, std::string& text) {
  switch (value.kind()) {
    case Value::Kind::kNull:
      text += "NULL";
      return;
    case Value::Kind::kInteger:
      absl::StrAppend(&text, value.integer());
      return;
    case Value::Kind::kText:
    case Value::Kind::kBytes:
      text += "x'";
      AppendHexadecimal(value.view(), text);
      text += '\'';
      return;
  }
}

}  // namespace

bool FitLiterals(absl::Span<const Value> values) {
  return std::all_of(values.begin(), values.end(), [](const Value& value) {
    return value.view().size() <= limits::kMaxLiteralBytes;
  });
}

void AppendRow(absl::Span<const Value> values, std::string& text) {
  char separator = '(';
  for (const Value& value : values) {
    text += separator;
    AppendLiteral(value, text);
    separator = ',';
  }
  text += ')';
}

std::string WithLiterals(std::string_view sql,
                         absl::Span<const Value> parameters) {
  std::string text;
  SplitAtPlaceholders(sql, [&](std::string_view piece, bool placeholder) {
    if (!placeholder) {
      text += piece;
      return;
    }
    AppendLiteral(parameters.front(), text);
    parameters.remove_prefix(1);
  });
  return text;
}

std::string MysqlUpsertClause(const Table& table) {
  std::string clause = " ON DUPLICATE KEY UPDATE ";
  const auto set = [&](size_t i) {
    const std::string column(table.columns[i]);
    absl::StrAppend(&clause, column, " = VALUES(", column, ")");
  };
  // A table that is all key has nothing to overwrite.
  if (table.key_columns == table.columns.size()) set(0);
  for (size_t i = table.key_columns; i < table.columns.size(); ++i) {
    if (i > table.key_columns) clause += ", ";
    set(i);
  }
  return clause;
}

}  // namespace epiledger::storage
