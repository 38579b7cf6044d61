// Verdict: what an answer to a write says about its outcome. Pure functions.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_VERDICT_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_VERDICT_H_

#include "grpcpp/support/status.h"

namespace epiledger::cli {

enum class Verdict {
  // Recorded.
  kAccepted,
  // Refused by a rule, and that is recorded: the answer carries a receipt.
  kRefused,
  // Surely not decided by this call; the id is unused unless an earlier call
  // with it was.
  kUndecided,
  // It may have been decided or not, or may still be.
  kUnknown,
};

[[nodiscard]] Verdict Judge(const grpc::Status& status);

// Whether the answer would be the same at every time, so that it also settles
// earlier calls with the same id: a malformed request, or an id that was used
// for another one.
[[nodiscard]] bool SettlesEarlierCalls(const grpc::Status& status);

// Whether the same call may go well shortly.
[[nodiscard]] bool IsWorthRetrying(const grpc::Status& status);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_VERDICT_H_
