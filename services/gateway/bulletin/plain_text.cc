#include <algorithm>
#include <string>

#include "services/gateway/bulletin/rendering.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using command::v1::BulletinContent;
using command::v1::BulletinLine;
using command::v1::BulletinRow;
using command::v1::BulletinSection;
using command::v1::BulletinTable;

std::string OnOneLine(std::string text) {
  std::ranges::replace(text, '\n', ' ');
  return text;
}

// The first cell, and behind it those that say something, with their headings.
std::string RowLine(const BulletinTable& table, const BulletinRow& row) {
  std::string line = "·";
  for (int i = 0; i < row.cells_size(); ++i) {
    if (row.cells(i).empty()) continue;
    line += i == 0 ? " " : Concat("; ", OnOneLine(table.columns(i)), " ");
    line += OnOneLine(row.cells(i));
  }
  return line + "\n";
}

void AppendPlainTable(const BulletinTable& table, std::string& out) {
  if (table.rows().empty()) {
    out += Concat(table.title(), ": ", table.empty(), "\n");
    return;
  }
  out += Concat(table.title(), ":\n");
  for (const BulletinRow& row : table.rows()) out += RowLine(table, row);
  if (!table.note().empty()) out += Concat(table.note(), "\n");
}

void AppendPlain(const BulletinLine& line, std::string& out) {
  if (line.has_table()) return AppendPlainTable(line.table(), out);
  if (line.has_text()) {
    out +=
        Concat(line.text().is_warning() ? "! " : "", line.text().text(), "\n");
    return;
  }
  out += Concat(line.figure().label(), ": ", line.figure().value());
  if (!line.figure().note().empty()) {
    out += Concat(" (", line.figure().note(), ")");
  }
  out += "\n";
}

}  // namespace

std::string ToPlainText(const BulletinContent& content) {
  std::string out = Concat(content.title(), "\n");
  for (const std::string& subtitle : content.subtitles()) {
    out += Concat(subtitle, "\n");
  }
  for (const BulletinLine& line : content.data()) AppendPlain(line, out);
  int number = 0;
  for (const BulletinSection& section : content.sections()) {
    out += Concat("\n", ++number, ". ", section.title(), "\n");
    for (const BulletinLine& line : section.lines()) AppendPlain(line, out);
  }
  return out;
}

}  // namespace epiledger::gateway
