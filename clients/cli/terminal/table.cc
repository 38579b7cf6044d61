#include "clients/cli/terminal/table.h"

#include <algorithm>
#include <cstddef>

#include "clients/cli/terminal/display_width.h"

namespace epiledger::cli {
namespace {

constexpr size_t kGap = 2;

// `cell` filled up with spaces to `width` columns.
std::string Padded(const std::string& cell, size_t width, bool is_right_aligned,
                   Tone tone = Tone::kPlain) {
  const std::string fill(width - DisplayWidth(cell), ' ');
  const std::string painted = Painted(cell, tone);
  return is_right_aligned ? fill + painted : painted + fill;
}

std::vector<size_t> Widths(const std::vector<Heading>& headings,
                           const std::vector<Row>& rows) {
  std::vector<size_t> widths;
  for (size_t column = 0; column < headings.size(); ++column) {
    size_t width = DisplayWidth(headings[column].text);
    for (const Row& row : rows) {
      width = std::max(width, DisplayWidth(row[column]));
    }
    widths.push_back(width);
  }
  return widths;
}

Tone ToneAt(const std::vector<Tone>& tones, size_t column) {
  return column < tones.size() ? tones[column] : Tone::kPlain;
}

std::string Line(const std::vector<Heading>& headings,
                 const std::vector<size_t>& widths, const Row& cells,
                 const std::vector<Tone>& tones) {
  std::string line;
  for (size_t column = 0; column < headings.size(); ++column) {
    if (column > 0) line.append(kGap, ' ');
    line += Padded(cells[column], widths[column],
                   headings[column].is_right_aligned, ToneAt(tones, column));
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line + '\n';
}

// Without what would break the alignment.
Row Cleaned(const Row& row) {
  Row cleaned;
  std::transform(row.begin(), row.end(), std::back_inserter(cleaned),
                 [](const std::string& cell) { return Printable(cell); });
  return cleaned;
}

}  // namespace

std::string RenderTable(const std::vector<Heading>& headings,
                        const std::vector<Row>& rows, const Tones& tones) {
  std::vector<Row> lines;
  std::transform(rows.begin(), rows.end(), std::back_inserter(lines), Cleaned);
  const std::vector<size_t> widths = Widths(headings, lines);
  Row titles;
  for (const Heading& heading : headings) titles.push_back(heading.text);
  std::string table = Line(headings, widths, titles, {});
  for (size_t i = 0; i < lines.size(); ++i) {
    table += Line(headings, widths, lines[i],
                  i < tones.size() ? tones[i] : std::vector<Tone>());
  }
  return table;
}

std::string RenderSheet(const std::vector<Heading>& headings, const Row& row,
                        const std::vector<Tone>& tones) {
  size_t width = 0;
  for (const Heading& heading : headings) {
    width = std::max(width, DisplayWidth(heading.text));
  }
  std::string sheet;
  for (size_t line = 0; line < headings.size(); ++line) {
    if (row[line].empty()) continue;
    sheet += Padded(headings[line].text, width + kGap, false) +
             Painted(Printable(row[line]), ToneAt(tones, line)) + '\n';
  }
  return sheet;
}

}  // namespace epiledger::cli
