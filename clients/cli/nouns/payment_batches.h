// SendLines: the lines of a sheet recorded batch by batch, each line with an
// outcome of its own.
//
// Lines are not kept on disk before they are sent: their ids are made of what
// they say, so the sheet itself is what is kept, and importing it again sends
// the same requests; of lines that were tried again after a refusal, the last.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_PAYMENT_BATCHES_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_PAYMENT_BATCHES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/payment_sheet.h"
#include "grpcpp/support/status.h"

namespace epiledger::cli {

enum class LineOutcome {
  // Surely not recorded, and not refused either.
  kNotSent,
  kAccepted,
  // Recorded before this import.
  kReplayed,
  kRefused,
  // It may have been recorded.
  kUnknown,
};

struct LineResult {
  LineOutcome outcome = LineOutcome::kNotSent;
  // What was answered last to a line that is not recorded.
  grpc::Status answer;
  // It was refused before this import.
  bool is_old = false;
  // What is recorded is a proposal, and no payment yet.
  bool is_proposed = false;
};

struct ImportResult {
  // One for each line, in order.
  std::vector<LineResult> lines;
  // Why the import ended before its last line; OK when it did not.
  grpc::Status stopped;
};

// Sends all lines and keeps their receipts. With `tries_again`, a line that was
// refused before this import is sent as a new request. Not OK when nothing was
// sent.
[[nodiscard]] absl::StatusOr<ImportResult> SendLines(
    Session& session, const std::vector<SheetLine>& lines, bool tries_again);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_PAYMENT_BATCHES_H_
