// What a person is told about a call that failed, in the person's own language
// and words: no paths of fields, no whole names, no text of gRPC's.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_EXPLAIN_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_EXPLAIN_H_

#include <string>
#include <string_view>

#include "clients/cli/session/session.h"
#include "grpcpp/support/status.h"
#include "services/rpc/error.h"

namespace epiledger::cli {

// `error` is that of `status`. What a service says of each bad field, on a line
// of its own and under the field's name as typed; else what it says of the
// whole. Where no service of ours spoke: which address, and what to do.
[[nodiscard]] std::string Explain(const Session& session,
                                  const grpc::Status& status,
                                  const rpc::Error& error);

// Why nothing answers, and what to do; `cause` is gRPC's text, and is shown
// where it is not known.
[[nodiscard]] std::string ExplainUnreachable(const Session& session,
                                             std::string_view cause);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_EXPLAIN_H_
