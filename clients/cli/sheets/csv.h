// ParseCsv: text → rows of cells, by RFC 4180 and what spreadsheets make of it.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_CSV_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_CSV_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/sheets/sheet_finding.h"

namespace epiledger::cli {

struct CsvRow {
  // As the spreadsheet numbers it, from 1; empty rows count.
  int64_t number = 0;
  // As they stand there, without their quotation marks.
  std::vector<std::string> cells;
};

struct Csv {
  // Those that hold anything.
  std::vector<CsvRow> rows;
  // Quotation marks that do not fit, and rows beyond the limit.
  std::vector<SheetFinding> findings;
};

// Cells are parted by commas, or by tabs where there are more of these: what is
// pasted out of a spreadsheet. Rows end with LF, CRLF or CR; a cell in
// quotation marks may hold any of them, and a quotation mark twice.
[[nodiscard]] Csv ParseCsv(std::string_view text);

// The cell of a row that may be shorter.
[[nodiscard]] std::string_view CellAt(const CsvRow& row, size_t column);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_CSV_H_
