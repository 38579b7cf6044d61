// Tables and sheets on a terminal, aligned by display width.
#ifndef EPILEDGER_CLIENTS_CLI_TERMINAL_TABLE_H_
#define EPILEDGER_CLIENTS_CLI_TERMINAL_TABLE_H_

#include <string>
#include <vector>

#include "clients/cli/terminal/tone.h"

namespace epiledger::cli {

struct Heading {
  std::string text;
  // Figures stand on the right.
  bool is_right_aligned = false;
};

using Row = std::vector<std::string>;

// Of the cells of a table, row by row; empty: all are plain.
using Tones = std::vector<std::vector<Tone>>;

// A line of headings and a line for each row, columns parted by two spaces,
// without spaces at the ends of lines. Every row has as many cells as there are
// headings.
[[nodiscard]] std::string RenderTable(const std::vector<Heading>& headings,
                                      const std::vector<Row>& rows,
                                      const Tones& tones = {});

// One thing: a line for each heading, with its cell of `row` behind it. Empty
// cells are left out.
[[nodiscard]] std::string RenderSheet(const std::vector<Heading>& headings,
                                      const Row& row,
                                      const std::vector<Tone>& tones = {});

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_TERMINAL_TABLE_H_
