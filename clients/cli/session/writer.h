// Writes: sent so that nothing is lost and nothing is done twice.
//
// A request is kept on disk with its id before it is sent, and goes from there
// when its outcome is known. While it is not, the command ends with
// ExitCode::kUnknown, and the request is sent again under the same id, by the
// same command or by `epiledger pending resend`.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_WRITER_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_WRITER_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/kept/pending.h"
#include "clients/cli/session/session.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// What a person said about the id.
struct WriteFlags {
  // Empty: a new one.
  std::string request_id;
  // When the same request is pending: send that one again …
  bool resends = false;
  // … or make another one.
  bool is_new = false;
};

using Responses = std::vector<std::unique_ptr<google::protobuf::Message>>;

// The calls that what was typed would make at this time: `now` and `today` mean
// another one later, and what is pending was typed earlier.
using PartsAt =
    absl::FunctionRef<absl::StatusOr<std::vector<PendingPart>>(absl::Time now)>;

// Sends the parts, in order, under one id, and returns their answers when all
// were accepted; a part that is refused ends it. When some are accepted and
// the rest has not been decided, the request stays pending.
[[nodiscard]] absl::StatusOr<Responses> Write(Session& session,
                                              const WriteFlags& flags,
                                              PartsAt parts_at);

// Sends a pending request again. INVALID_ARGUMENT when it is another person's.
[[nodiscard]] absl::StatusOr<Responses> Resend(Session& session,
                                               const PendingRequest& request);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_WRITER_H_
