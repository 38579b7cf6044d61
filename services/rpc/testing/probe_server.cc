#include "services/rpc/testing/probe_server.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "grpcpp/impl/codegen/client_unary_call.h"
#include "services/rpc/bytes.h"
#include "services/rpc/method.h"

namespace epiledger::testing {
namespace {

constexpr char kService[] = "epiledger.probe.v1.ProbeService";

template <typename T>
T Need(absl::StatusOr<T> value) {
  if (!value.ok()) {
    (void)std::fprintf(stderr, "probe server: %s\n",
                       value.status().ToString().c_str());
    std::abort();
  }
  return *std::move(value);
}

void AnswerSubject(const rpc::CallContext& context,
                   const std::shared_ptr<const google::protobuf::Message>&,
                   rpc::Respond respond) {
  probe::v1::Thing thing;
  thing.set_subject(context.caller.subject);
  std::move(respond)(thing.SerializeAsString());
}

}  // namespace

ProbeServer::ProbeServer() : handler(AnswerSubject) {
  options.tls = pki_.Service("supplies");
  options.tokens = pki_.Verifier(&clock_);
  options.messages = std::make_shared<rpc::MessageCatalogue>();
  options.clock = &clock_;
  options.denial_sink = [this](const rpc::Denial& denial) {
    const absl::MutexLock lock(&mutex_);
    denials_.push_back(denial);
  };
  options.fault_sink = [this](const rpc::Fault& fault) {
    const absl::MutexLock lock(&mutex_);
    faults_.push_back(fault);
  };
  stream_handler = [](const rpc::CallContext&, auto,
                      const std::shared_ptr<rpc::ResponseStream>& stream) {
    stream->Finish(absl::OkStatus());
  };
}

ProbeServer::~ProbeServer() {
  // Not with a notice: nobody calls any more.
  if (server_ != nullptr) server_->Drain(absl::ZeroDuration());
}

void ProbeServer::Start() {
  server_ = Need(rpc::Server::Start(options, Tables()));
}

rpc::ServerTables ProbeServer::Tables() {
  rpc::ServerTables tables;
  for (const char* name :
       {"GetThing", "RecordThings", "FollowThings", "CreateThing"}) {
    tables.methods.push_back({rpc::FindMethod(kService, name),
                              [this](const rpc::CallContext& context,
                                     auto request, rpc::Respond respond) {
                                ++handled_;
                                handler(context, std::move(request),
                                        std::move(respond));
                              }});
  }
  tables.methods.push_back({rpc::FindMethod(kService, "BatchCreateThings"),
                            tables.methods.back().handler, true,
                            [this](const rpc::CallContext& context,
                                   std::vector<rpc::BatchElement> elements) {
                              ++handled_;
                              together(context, std::move(elements));
                            }});
  tables.streams.push_back(
      {rpc::FindMethod(kService, "WatchThings"),
       [this](const rpc::CallContext& context, auto request, auto stream) {
         ++handled_;
         stream_handler(context, std::move(request), std::move(stream));
       }});
  tables.raw = raw;
  return tables;
}

std::shared_ptr<grpc::Channel> ProbeServer::Channel(
    const rpc::TlsFiles& files) const {
  rpc::ChannelOptions channel;
  channel.target = "127.0.0.1:" + std::to_string(server_->port());
  channel.tls = files;
  channel.own_connection = true;
  return Need(rpc::OpenChannel(channel));
}

std::shared_ptr<grpc::Channel> ProbeServer::Edge() {
  if (edge_ == nullptr) edge_ = Channel(pki_.Service("edge"));
  return edge_;
}

std::string ProbeServer::ClerkToken() const {
  return Token({"clerk", "c1", "f1", {auth::v1::ROLE_HOSPITAL}});
}

std::string ProbeServer::HeadquartersToken() const {
  return Token({"chief", "c1", "", {auth::v1::ROLE_HEADQUARTERS}});
}

std::vector<rpc::Denial> ProbeServer::AwaitDenials(size_t count) {
  const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return denials_.size() >= count;
  };
  const absl::MutexLock lock(&mutex_);
  mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::Seconds(10));
  return denials_;
}

std::vector<rpc::Fault> ProbeServer::Faults() {
  const absl::MutexLock lock(&mutex_);
  return faults_;
}

RawAnswer CallBytes(grpc::Channel& channel, const std::string& path,
                    const std::string& request, grpc::ClientContext& context) {
  const grpc::internal::RpcMethod method(path.c_str(),
                                         grpc::internal::RpcMethod::NORMAL_RPC);
  const grpc::ByteBuffer buffer = rpc::ToBuffer(request);
  grpc::ByteBuffer response;
  RawAnswer answer;
  answer.status =
      grpc::internal::BlockingUnaryCall<grpc::ByteBuffer, grpc::ByteBuffer>(
          &channel, method, &context, buffer, &response);
  if (answer.status.ok()) answer.bytes = rpc::ToBytes(response);
  return answer;
}

grpc::health::v1::HealthCheckResponse::ServingStatus HealthOf(
    const std::string& bytes) {
  grpc::health::v1::HealthCheckResponse response;
  return response.ParseFromString(bytes) ? response.status() : response.UNKNOWN;
}

std::string ReasonOf(const grpc::Status& status) {
  return status.ok() ? "" : rpc::FromGrpcStatus(status).reason;
}

probe::v1::GetThingRequest ThingOf(const std::string& county,
                                   const std::string& facility) {
  probe::v1::GetThingRequest request;
  request.set_name("counties/" + county + "/facilities/" + facility +
                   "/things/t1");
  return request;
}

}  // namespace epiledger::testing
