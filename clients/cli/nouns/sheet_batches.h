// SendRecords: the requests of a sheet recorded in batches: all of them or
// none, or each with an outcome of its own.
//
// They are not kept on disk before they are sent: their ids are made of what
// they say, so the sheet itself is what is kept, and importing it again sends
// the same requests; of those that were tried again after a refusal, the last.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_BATCHES_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_BATCHES_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "clients/cli/session/session.h"
#include "clients/cli/sheets/sheet_reader.h"
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
  // What was answered last where it is not recorded.
  grpc::Status answer;
  // It was refused before this import.
  bool is_old = false;
  // What is recorded is a proposal, and waits for a second person.
  bool is_proposed = false;
};

struct SendWay {
  // The batch of the records' method.
  std::string_view method;
  // All are accepted or none, in one call.
  bool all_or_nothing = true;
  // What was refused before this import is sent as a new request.
  bool tries_again = false;
  // Whose the records are that do not say it; empty: the parent of the first.
  std::string parent = {};
};

struct ImportResult {
  // As it was sent.
  bool all_or_nothing = true;
  // One for each record, in order.
  std::vector<LineResult> lines;
  // Which records the last call held: `requests[2]` is the third of them.
  std::vector<size_t> last_call;
  // Why the import ended before its last record; OK when it did not.
  grpc::Status stopped;
};

// Whether the records fit into one call that accepts all or none.
// INVALID_ARGUMENT says what the limit is, and the ways out.
[[nodiscard]] absl::Status CheckFitsTogether(
    const std::vector<SheetRecord>& records);

// Sends all records and keeps their receipts. Not OK when nothing was sent.
[[nodiscard]] absl::StatusOr<ImportResult> SendRecords(
    Session& session, const std::vector<SheetRecord>& records,
    const SendWay& way);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_SHEET_BATCHES_H_
