// ReadSheet: a sheet as requests, or what is wrong with it.
#ifndef EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_READER_H_
#define EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/sheets/columns.h"
#include "clients/cli/sheets/sheet_finding.h"
#include "clients/cli/sheets/sheet_form.h"
#include "clients/cli/values/value_context.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// One request of a sheet.
struct SheetRecord {
  // As the spreadsheet numbers them, in rising order; of several, each is an
  // element of the request's parts.
  std::vector<int64_t> rows;
  std::shared_ptr<google::protobuf::Message> request;
  // Of the request, also where its rows were tried again under another one.
  std::string request_id;
  // What its rows add up to, in fen.
  int64_t amount = 0;
  // Every column is there, and all that its cells say could be read.
  bool is_whole = false;
};

struct Sheet {
  const SheetForm* form = nullptr;
  SheetHeader header;
  // In the order of their first rows; to be sent only when there are no
  // findings.
  std::vector<SheetRecord> records;
  // Rows that say something, the header and totals left out.
  int64_t lines = 0;
  // What they add up to, in fen.
  int64_t total = 0;
  // In the order of the sheet; the first kMaxFindings that were found.
  std::vector<SheetFinding> findings;
  // How many were found.
  size_t finding_count = 0;
};

// Reads the bytes of a sheet of `form`, which must outlive what is returned.
// Its requests are then such that the service takes them for well-formed; they
// begin as copies of `start`, which has no parts.
// INVALID_ARGUMENT when the bytes are no text, or no county is known; all else
// that is wrong is a finding.
[[nodiscard]] absl::StatusOr<Sheet> ReadSheet(
    const SheetForm& form, std::string_view bytes, const ValueContext& values,
    const google::protobuf::Message* start = nullptr);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SHEETS_SHEET_READER_H_
