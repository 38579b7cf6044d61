#include <algorithm>
#include <string>
#include <string_view>

#include "absl/strings/str_split.h"
#include "services/gateway/bulletin/rendering.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using command::v1::BulletinFigure;
using command::v1::BulletinLine;
using command::v1::BulletinSection;
using command::v1::BulletinTable;
using command::v1::BulletinText;

// Marks wherever they stand; CommonMark takes a backslash before any of them.
constexpr std::string_view kMarks = "\\`*_{}[]<>#|~&$^!";
// Marks at the beginning of a line, alone or behind a number.
constexpr std::string_view kLineMarks = "-+=";
constexpr std::string_view kAfterNumber = ".)";
constexpr std::string_view kDigits = "0123456789";

bool EndsWord(std::string_view line, size_t at) {
  return at == line.size() || line[at] == ' ' || line[at] == '\t';
}

// Where a mark that only counts at the beginning of a line stands; npos:
// nowhere. `100.00` begins no list, and `1. ` does.
size_t FindLineMark(std::string_view line) {
  if (line.empty()) return std::string_view::npos;
  if (kLineMarks.find(line.front()) != std::string_view::npos) return 0;
  const size_t end = line.find_first_not_of(kDigits);
  const bool is_list = end != 0 && end != std::string_view::npos &&
                       kAfterNumber.find(line[end]) != std::string_view::npos &&
                       EndsWord(line, end + 1);
  return is_list ? end : std::string_view::npos;
}

std::string EscapedLine(std::string_view line) {
  // What is indented by four or more is code.
  line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
  const size_t mark = FindLineMark(line);
  std::string text;
  for (size_t i = 0; i < line.size(); ++i) {
    if (i == mark || kMarks.find(line[i]) != std::string_view::npos) {
      text += '\\';
    }
    text += line[i] == '\t' ? ' ' : line[i];
  }
  return text;
}

// A text of one line or more; `between` them.
std::string Escaped(std::string_view text, std::string_view between) {
  std::string escaped;
  bool is_first = true;
  for (const absl::string_view line : absl::StrSplit(ToAbsl(text), '\n')) {
    if (!is_first) escaped += between;
    is_first = false;
    escaped += EscapedLine({line.data(), line.size()});
  }
  return escaped;
}

std::string Inline(std::string_view text) { return Escaped(text, " "); }

// What follows is no part of what stands before.
void EndParagraph(std::string& out) {
  if (!out.ends_with("\n\n")) out += "\n";
}

void Append(const BulletinText& text, std::string& out) {
  // Two spaces before it make a line's end one of the paragraph.
  const std::string escaped = Escaped(text.text(), "  \n");
  out += text.is_warning() ? Concat("**", Inline(text.text()), "**\n\n")
                           : Concat(escaped, "\n\n");
}

void Append(const BulletinFigure& figure, std::string& out) {
  out += Concat("- ", Inline(figure.label()), ": **", Inline(figure.value()),
                "**");
  if (!figure.note().empty()) out += Concat(" (", Inline(figure.note()), ")");
  out += "\n";
}

void AppendRow(const google::protobuf::RepeatedPtrField<std::string>& cells,
               std::string& out) {
  for (const std::string& cell : cells) out += Concat("| ", Inline(cell), " ");
  out += "|\n";
}

void Append(const BulletinTable& table, std::string& out) {
  EndParagraph(out);
  out += Concat("### ", Inline(table.title()), "\n\n");
  if (table.rows().empty()) {
    out += Concat(Inline(table.empty()), "\n\n");
    return;
  }
  AppendRow(table.columns(), out);
  for (int i = 0; i < table.columns_size(); ++i) out += "| --- ";
  out += "|\n";
  for (const auto& row : table.rows()) AppendRow(row.cells(), out);
  out += "\n";
  if (!table.note().empty()) out += Concat(Inline(table.note()), "\n\n");
}

void Append(const BulletinLine& line, std::string& out) {
  switch (line.line_case()) {
    case BulletinLine::kText:
      return Append(line.text(), out);
    case BulletinLine::kFigure:
      return Append(line.figure(), out);
    case BulletinLine::kTable:
      return Append(line.table(), out);
    case BulletinLine::LINE_NOT_SET:
      return;
  }
}

}  // namespace

std::string ToMarkdown(const BulletinContent& content) {
  std::string out = Concat("# ", Inline(content.title()), "\n\n");
  for (const std::string& subtitle : content.subtitles()) {
    out += Concat(Inline(subtitle), "\n\n");
  }
  for (const BulletinLine& line : content.data()) Append(line, out);
  for (const BulletinSection& section : content.sections()) {
    out += Concat("## ", Inline(section.title()), "\n\n");
    for (const BulletinLine& line : section.lines()) Append(line, out);
    EndParagraph(out);
  }
  return out;
}

}  // namespace epiledger::gateway
