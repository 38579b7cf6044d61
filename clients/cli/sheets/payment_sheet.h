// PaymentSheet: a sheet of payments as requests, or what is wrong with it.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_SHEET_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_SHEET_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/values/value_context.h"
#include "epiledger/funding/v1/funding_service.pb.h"

namespace epiledger::cli {

struct SheetLine {
  // As the spreadsheet numbers it.
  int64_t row = 0;
  // With its id.
  funding::v1::CreatePaymentRequest request;
  // Every column is there, and all that its cells say could be read.
  bool is_whole = false;
};

struct PaymentSheet {
  SheetHeader header;
  // All lines; to be sent only when there are no findings.
  std::vector<SheetLine> lines;
  // What they add up to, in fen.
  int64_t total = 0;
  // In the order of the sheet.
  std::vector<SheetFinding> findings;
};

// Reads the bytes of a sheet. Its lines are then such that the service takes
// them for well-formed. INVALID_ARGUMENT when they are no text, or no county is
// known; all else that is wrong is a finding.
[[nodiscard]] absl::StatusOr<PaymentSheet> ReadPaymentSheet(
    std::string_view bytes, const ValueContext& values);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_PAYMENT_SHEET_H_
