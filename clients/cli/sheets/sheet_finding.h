// SheetFinding: one thing that is wrong with a sheet, where it is and what
// would be right.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FINDING_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FINDING_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace epiledger::cli {

struct SheetFinding {
  // As the spreadsheet numbers its rows, from 1.
  int64_t row = 0;
  // The cell's column from 0; nothing where it is said of the whole row.
  std::optional<size_t> column;
  // What was found there.
  std::string found;
  // A key of the catalogue, and its figures.
  std::string reason;
  std::map<std::string, std::string> figures = {};
};

// `status`, which is not OK, as a finding about a cell.
[[nodiscard]] SheetFinding FindingOf(const absl::Status& status, int64_t row,
                                     size_t column, std::string found);

// By rows, and in a row by columns; what is said of a whole row in front.
void SortFindings(std::vector<SheetFinding>& findings);

// `A`, `Z`, `AA`: the letters a spreadsheet gives to the column `index`, which
// counts from 0.
[[nodiscard]] std::string ColumnLetters(size_t index);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_FINDING_H_
