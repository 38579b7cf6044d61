#include "clients/cli/tables/csv_file.h"

#include <type_traits>

namespace epiledger::cli {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kLineEnd = "\r\n";
// What begins a formula, also where white space or full-width signs are
// in front or in its place.
constexpr std::string_view kFormulaSigns[] = {"=",  "+",  "-",  "@",
                                              "＝", "＋", "－", "＠"};
constexpr std::string_view kSpaces = " \t\r\n";

bool IsLikeFormula(std::string_view text) {
  if (text.empty()) return false;
  if (text.front() == '\t' || text.front() == '\r' || text.front() == '\n') {
    return true;
  }
  const size_t begin = text.find_first_not_of(kSpaces);
  if (begin == std::string_view::npos) return false;
  for (const std::string_view sign : kFormulaSigns) {
    if (text.substr(begin).starts_with(sign)) return true;
  }
  return false;
}

std::string Quoted(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted.push_back('"');
    quoted.push_back(c);
  }
  return quoted + "\"";
}

// Always in quotes, so that text is told from numbers by who looks for it.
std::string TextField(std::string_view text) {
  return Quoted(IsLikeFormula(text) ? "'" + std::string(text)
                                    : std::string(text));
}

std::string FieldText(const Cell& cell) {
  return std::visit(
      [](const auto& value) -> std::string {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, std::monostate>) {
          return "";
        } else if constexpr (std::is_same_v<Value, std::string>) {
          return value.empty() ? "" : TextField(value);
        } else if constexpr (std::is_same_v<Value, DecimalCell>) {
          return PlainNumber(value);
        } else if constexpr (std::is_same_v<Value, absl::CivilDay>) {
          return PlainDay(value);
        } else {
          return PlainTime(value);
        }
      },
      cell);
}

void AppendField(const std::string& field, bool is_first, std::string& csv) {
  if (!is_first) csv.push_back(',');
  csv += field;
}

}  // namespace

std::string ToCsv(const TypedTable& table) {
  std::string csv(kByteOrderMark);
  for (size_t i = 0; i < table.headings.size(); ++i) {
    AppendField(TextField(table.headings[i]), i == 0, csv);
  }
  csv += kLineEnd;
  for (const std::vector<Cell>& row : table.rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      AppendField(FieldText(row[i]), i == 0, csv);
    }
    csv += kLineEnd;
  }
  return csv;
}

}  // namespace epiledger::cli
