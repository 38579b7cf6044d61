#include "clients/cli/session/watch.h"

#include <optional>

#include "clients/cli/session/refusal.h"
#include "clients/cli/session/retry.h"

namespace epiledger::cli {

absl::Status WatchInto(Session& session,
                       const google::protobuf::MethodDescriptor& method,
                       const google::protobuf::Message& request,
                       google::protobuf::Message& message,
                       absl::FunctionRef<bool()> take) {
  const absl::StatusOr<Connection*> connection = session.connection();
  if (!connection.ok()) return connection.status();
  std::optional<Retry> retry(session.settings().retry_for);
  while (true) {
    if (!(*connection)->Connect()) return Unreachable(session, **connection);
    bool has_read = false;
    bool is_wanted = true;
    const grpc::Status status =
        (*connection)->Watch(method, request, message, [&] {
          has_read = true;
          is_wanted = take();
          return is_wanted;
        });
    if (!is_wanted) return absl::OkStatus();
    // Patience begins anew with each stream that brought something.
    if (has_read) retry.emplace(session.settings().retry_for);
    if (!retry->Again(status)) return FailedRead(session, status);
  }
}

}  // namespace epiledger::cli
