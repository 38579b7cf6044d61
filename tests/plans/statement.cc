#include "tests/plans/statement.h"

#include <algorithm>
#include <cctype>
#include <sstream>

#include "absl/strings/str_replace.h"
#include "services/text.h"

namespace epiledger::plans {
namespace {

bool IsDigit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

bool IsNameCharacter(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

// Where the quoted text that begins at `begin` has ended.
size_t BehindQuotes(std::string_view sql, size_t begin) {
  for (size_t i = begin + 1; i < sql.size(); ++i) {
    if (sql[i] == '\\') {
      ++i;
    } else if (sql[i] == '\'') {
      return i + 1;
    }
  }
  return sql.size();
}

// Where the value that begins at `begin` has ended; `begin` when none does:
// 'text', x'41' or a number.
size_t BehindValue(std::string_view sql, size_t begin) {
  if (sql[begin] == '\'') return BehindQuotes(sql, begin);
  if (begin > 0 && IsNameCharacter(sql[begin - 1])) return begin;
  const auto is_at = [sql](size_t i, auto is) {
    return i < sql.size() && is(sql[i]);
  };
  if (sql[begin] == 'x' && is_at(begin + 1, [](char c) { return c == '\''; })) {
    return BehindQuotes(sql, begin + 1);
  }
  size_t end = begin + (sql[begin] == '-' ? 1 : 0);
  if (!is_at(end, IsDigit)) return begin;
  while (is_at(end, IsDigit)) ++end;
  return end;
}

void ReplaceAll(std::string_view what, std::string_view by, std::string& text) {
  while (absl::StrReplaceAll({{ToAbsl(what), ToAbsl(by)}}, &text) > 0) {
  }
}

// A table's or alias's name without what stands around it.
std::string NameIn(const std::string& word) {
  const auto is_part = [](char c) { return IsNameCharacter(c) || c == '.'; };
  const auto begin = std::find_if(word.begin(), word.end(), is_part);
  return {begin, std::find_if_not(begin, word.end(), is_part)};
}

bool IsAlias(const std::string& word) {
  return !word.empty() &&
         std::islower(static_cast<unsigned char>(word[0])) != 0;
}

}  // namespace

bool TouchesRows(std::string_view sql) {
  const std::string_view verb = sql.substr(0, sql.find(' '));
  for (const std::string_view one :
       {"SELECT", "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE"}) {
    if (verb == one) return true;
  }
  return false;
}

std::string ShapeOf(std::string_view sql) {
  std::string shape;
  for (size_t i = 0; i < sql.size();) {
    const size_t behind = BehindValue(sql, i);
    shape += behind == i ? sql[i] : '?';
    i = std::max(behind, i + 1);
  }
  ReplaceAll("?, ?", "?", shape);
  ReplaceAll("?,?", "?", shape);
  ReplaceAll("(?),(?)", "(?)", shape);
  return shape;
}

std::string TableOf(std::string_view sql, std::string_view name) {
  std::istringstream words{std::string(sql)};
  std::string word;
  while (words >> word) {
    const std::string keyword = NameIn(word);
    if (keyword != "FROM" && keyword != "JOIN" && keyword != "UPDATE") continue;
    std::string next;
    if (!(words >> next)) break;
    const std::string table = NameIn(next);
    const std::string last = table.substr(table.rfind('.') + 1);
    if (last == name) return table;
    // The table may end its clause: `FROM journal_head)`.
    const bool ends = next.back() == ')' || next.back() == ',';
    const auto here = words.tellg();
    if (ends || !(words >> next)) continue;
    if (IsAlias(next) && NameIn(next) == name) return table;
    words.seekg(here);
  }
  return std::string(name);
}

}  // namespace epiledger::plans
