// Connection: calls to the gateway as one person, over TLS; or to a service's
// own port as a service, by its certificate.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_CONNECTION_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_CONNECTION_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/session/settings.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "grpcpp/channel.h"
#include "grpcpp/support/status.h"
#include "services/rpc/channel.h"

namespace epiledger::cli {

class Connection {
 public:
  // Reads the files the settings name; nothing is sent yet. INVALID_ARGUMENT
  // when one is missing, or others may read the token or the key.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Connection>> Open(
      const Settings& settings);

  // True once the gateway answers. Gives up when the settings' time for
  // retries is over and the last try has failed.
  [[nodiscard]] bool Connect();

  // Why Connect failed, in gRPC's words. Sends no request of the person's.
  [[nodiscard]] std::string WhyNotConnected();

  // One try.
  [[nodiscard]] grpc::Status Call(
      const google::protobuf::MethodDescriptor& method,
      const google::protobuf::Message& request,
      google::protobuf::Message& response);

  // Reads a stream into `message`, calling `take` for each until it says false
  // or the stream ends; returns how it ended, CANCELLED when `take` ended it.
  // It may last for limits::kMaxStreamLife.
  [[nodiscard]] grpc::Status Watch(
      const google::protobuf::MethodDescriptor& method,
      const google::protobuf::Message& request,
      google::protobuf::Message& message, absl::FunctionRef<bool()> take);

  // Whose token it is, as the token says; empty without one.
  [[nodiscard]] const std::string& subject() const { return subject_; }

 private:
  Connection(std::shared_ptr<grpc::Channel> channel, rpc::CallSettings call,
             absl::Duration retry_for);

  const std::shared_ptr<grpc::Channel> channel_;
  const rpc::CallSettings call_;
  const absl::Duration retry_for_;
  const std::string subject_;
};

// The claim `sub` of a token, unverified; empty when it cannot be read.
[[nodiscard]] std::string SubjectOf(std::string_view token);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_CONNECTION_H_
