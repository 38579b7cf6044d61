// The header of a sheet: which column holds which field, and what its amounts
// count.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_COLUMNS_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_COLUMNS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clients/cli/sheets/csv.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/values/amount.h"

namespace epiledger::cli {

struct SheetColumn {
  size_t index = 0;
  // As found.
  std::string header;
  // The column of the form.
  const ColumnForm* form = nullptr;
};

struct SheetHeader {
  // In the sheet's order, those that are known.
  std::vector<SheetColumn> columns;
  // Columns with a header, known or not, end here.
  size_t width = 0;
  MoneyUnit unit = MoneyUnit::kYuan;
  // The first row behind it, an index into the rows.
  size_t first_line = 0;

  // Null when the sheet has no column for the field. A field within it belongs
  // to it, and indexes count for nothing: `purposes[2].amount` is told by the
  // column of `purposes`.
  [[nodiscard]] const SheetColumn* ColumnOf(std::string_view field) const;
};

// Reads the header, and the line `单位：万元` that may stand above it. Adds to
// `findings` what is wrong: headers that are missing, unknown, blank or there
// twice, one title over all columns, and units that nobody knows. `form` must
// outlive what is returned.
[[nodiscard]] SheetHeader ReadHeader(const SheetForm& form,
                                     const std::vector<CsvRow>& rows,
                                     std::vector<SheetFinding>& findings);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_COLUMNS_H_
