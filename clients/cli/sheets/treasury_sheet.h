// TreasurySheet: a statement of the treasury as lines, or what is wrong with
// it.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_SHEET_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_SHEET_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "epiledger/funding/v1/reconciliation.pb.h"

namespace epiledger::cli {

struct TreasurySheet {
  // All of them; to be sent only when there are no findings.
  std::vector<funding::v1::TreasuryLine> lines;
  // In the order of the sheet.
  std::vector<SheetFinding> findings;
};

// Reads the bytes of a CSV: columns of the day, the amount, the payee and the
// reference by the names that treasuries give them; others, such as balances,
// are passed over, and so is a last line of totals. INVALID_ARGUMENT when they
// are no text; all else that is wrong is a finding.
[[nodiscard]] absl::StatusOr<TreasurySheet> ReadTreasurySheet(
    std::string_view bytes);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_TREASURY_SHEET_H_
