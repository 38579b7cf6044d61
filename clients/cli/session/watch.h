// Watch: reads a stream of the gateway, for as long as the person wants.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_WATCH_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_WATCH_H_

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "clients/cli/session/session.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

namespace epiledger::cli {

// Gives each message of the stream to `take`, until that says false. A stream
// that ends because it has lived long enough, or because the gateway was gone,
// is asked for anew, as a read that finds the service away. `message` is what
// is read into.
[[nodiscard]] absl::Status WatchInto(
    Session& session, const google::protobuf::MethodDescriptor& method,
    const google::protobuf::Message& request,
    google::protobuf::Message& message, absl::FunctionRef<bool()> take);

template <typename Answer>
[[nodiscard]] absl::Status Watch(
    Session& session, const google::protobuf::MethodDescriptor& method,
    const google::protobuf::Message& request,
    absl::FunctionRef<bool(const Answer&)> take) {
  Answer message;
  return WatchInto(session, method, request, message,
                   [&] { return take(message); });
}

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_WATCH_H_
