#include "clients/cli/session/connection.h"

#include <algorithm>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/terminal/exit.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/sync_stream.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"
#include "services/rpc/tls.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr absl::Duration kCauseTimeout = absl::Seconds(2);
constexpr char kHealthCheck[] = "/grpc.health.v1.Health/Check";

grpc::Status CallPath(const std::shared_ptr<grpc::Channel>& channel,
                      const std::string& path, grpc::ClientContext& context,
                      const grpc::ByteBuffer& request,
                      grpc::ByteBuffer& response) {
  grpc::GenericStub stub(channel);
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, path, grpc::StubOptions(), &request, &response,
                 [&](grpc::Status answer) {
                   status = std::move(answer);
                   done.Notify();
                 });
  done.WaitForNotification();
  return status;
}

std::string PathOf(const google::protobuf::MethodDescriptor& method) {
  return Concat("/", method.service()->full_name(), "/", method.name());
}

absl::StatusOr<std::string> LoadToken(const std::string& path) {
  if (path.empty()) return std::string();
  absl::StatusOr<std::string> token = ReadWholeFile(path);
  if (!token.ok()) return token;
  if (!rpc::CheckSecretFile(path).ok()) {
    return Usage("FILE_OPEN_TO_OTHERS", {{"path", path}});
  }
  constexpr char kSpace[] = " \t\r\n";
  token->erase(token->find_last_not_of(kSpace) + 1);
  token->erase(0, token->find_first_not_of(kSpace));
  return token;
}

absl::Status CheckNeeded(std::string_view flag, const std::string& value) {
  if (!value.empty()) return absl::OkStatus();
  return Usage("SETTING_NEEDED",
               {{"flag", std::string(flag)}, {"variable", VariableOf(flag)}});
}

// Of the authority, or of the certificate that is shown.
absl::Status BadFiles(const Settings& settings, const absl::Status& status) {
  const bool is_shown =
      !settings.certificate_file.empty() || !settings.key_file.empty();
  if (!is_shown) {
    return Usage("BAD_CA_FILE", {{"path", settings.ca_file},
                                 {"cause", std::string(status.message())}});
  }
  return Usage("BAD_CERTIFICATE_FILE",
               {{"certificate", settings.certificate_file},
                {"key", settings.key_file},
                {"cause", std::string(status.message())}});
}

}  // namespace

std::string SubjectOf(std::string_view token) {
  const size_t first = token.find('.');
  const size_t second = token.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) {
    return "";
  }
  std::string json;
  google::protobuf::Struct claims;
  if (!absl::WebSafeBase64Unescape(
          ToAbsl(token.substr(first + 1, second - first - 1)), &json) ||
      !google::protobuf::util::JsonStringToMessage(json, &claims).ok()) {
    return "";
  }
  const auto subject = claims.fields().find("sub");
  return subject == claims.fields().end() ? "" : subject->second.string_value();
}

absl::StatusOr<std::unique_ptr<Connection>> Connection::Open(
    const Settings& settings) {
  for (const auto& [flag, value] :
       {std::pair<std::string_view, const std::string&>("--address",
                                                        settings.address),
        std::pair<std::string_view, const std::string&>("--ca-file",
                                                        settings.ca_file)}) {
    const absl::Status status = CheckNeeded(flag, value);
    if (!status.ok()) return status;
  }
  absl::StatusOr<std::string> token = LoadToken(settings.token_file);
  if (!token.ok()) return token.status();
  rpc::ChannelOptions options;
  options.target = settings.address;
  options.tls = {settings.ca_file, settings.certificate_file,
                 settings.key_file};
  options.own_connection = true;
  auto channel = rpc::OpenChannel(options);
  if (!channel.ok()) return BadFiles(settings, channel.status());
  rpc::CallSettings call{*std::move(token), settings.language,
                         settings.timeout};
  return std::unique_ptr<Connection>(
      new Connection(*std::move(channel), std::move(call), settings.retry_for));
}

Connection::Connection(std::shared_ptr<grpc::Channel> channel,
                       rpc::CallSettings call, absl::Duration retry_for)
    : channel_(std::move(channel)),
      call_(std::move(call)),
      retry_for_(retry_for),
      subject_(SubjectOf(call_.token)) {}

bool Connection::Connect() {
  const absl::Time now = absl::Now();
  const absl::Time patience = now + retry_for_;
  // A handshake on a slow line may take longer than the time for retries.
  const absl::Time end = now + std::max(retry_for_, call_.timeout);
  while (true) {
    const grpc_connectivity_state state = channel_->GetState(true);
    if (state == GRPC_CHANNEL_READY) return true;
    if (state == GRPC_CHANNEL_SHUTDOWN) return false;
    const bool has_failed = state == GRPC_CHANNEL_TRANSIENT_FAILURE;
    const absl::Time until = has_failed ? patience : end;
    if (absl::Now() >= until ||
        !channel_->WaitForStateChange(state, absl::ToChronoTime(until))) {
      return false;
    }
  }
}

std::string Connection::WhyNotConnected() {
  grpc::ClientContext context;
  rpc::Prepare({"", call_.language, kCauseTimeout}, context);
  grpc::ByteBuffer response;
  return CallPath(channel_, kHealthCheck, context, rpc::ToBuffer(""), response)
      .error_message();
}

grpc::Status Connection::Watch(const google::protobuf::MethodDescriptor& method,
                               const google::protobuf::Message& request,
                               google::protobuf::Message& message,
                               absl::FunctionRef<bool()> take) {
  grpc::ClientContext context;
  rpc::CallSettings call = call_;
  call.timeout = limits::kMaxStreamLife;
  rpc::Prepare(call, context);
  const std::string path = PathOf(method);
  const grpc::internal::RpcMethod streamed(
      path.c_str(), grpc::internal::RpcMethod::SERVER_STREAMING);
  const std::unique_ptr<grpc::ClientReader<grpc::ByteBuffer>> reader(
      grpc::internal::ClientReaderFactory<grpc::ByteBuffer>::Create(
          channel_.get(), streamed, &context,
          rpc::ToBuffer(request.SerializeAsString())));
  grpc::ByteBuffer bytes;
  while (reader->Read(&bytes)) {
    if (!rpc::Parse(bytes, message)) {
      context.TryCancel();
      static_cast<void>(reader->Finish());
      return {grpc::StatusCode::INTERNAL, "the answer cannot be read"};
    }
    if (!take()) context.TryCancel();
  }
  return reader->Finish();
}

grpc::Status Connection::Call(const google::protobuf::MethodDescriptor& method,
                              const google::protobuf::Message& request,
                              google::protobuf::Message& response) {
  grpc::ClientContext context;
  rpc::Prepare(call_, context);
  grpc::ByteBuffer bytes;
  const grpc::Status status =
      CallPath(channel_, PathOf(method), context,
               rpc::ToBuffer(request.SerializeAsString()), bytes);
  if (status.ok() && !rpc::Parse(bytes, response)) {
    return {grpc::StatusCode::INTERNAL, "the answer cannot be read"};
  }
  return status;
}

}  // namespace epiledger::cli
