#include "services/rpc/health.h"

#include <utility>
#include <vector>

#include "grpc/health/v1/health.pb.h"
#include "services/rpc/bytes.h"
#include "services/rpc/method.h"

namespace epiledger::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

constexpr std::string_view kService = "grpc.health.v1.Health";
constexpr std::string_view kAlive = "alive";

grpc::ByteBuffer Response(HealthCheckResponse::ServingStatus status) {
  HealthCheckResponse response;
  response.set_status(status);
  return ToBuffer(response.SerializeAsString());
}

HealthCheckResponse::ServingStatus StatusOf(bool serving) {
  return serving ? HealthCheckResponse::SERVING
                 : HealthCheckResponse::NOT_SERVING;
}

grpc::Status Malformed() {
  return {grpc::StatusCode::INVALID_ARGUMENT, "not a HealthCheckRequest"};
}

}  // namespace

Health::Health(std::set<std::string> services)
    : services_(std::move(services)) {}

RawMethodTable Health::Methods() {
  RawMethod check;
  check.descriptor = FindMethod(kService, "Check");
  check.handler = [self = shared_from_this()](const RawCall&,
                                              grpc::ByteBuffer request,
                                              RawRespond respond) {
    self->Check(request, std::move(respond));
  };
  RawMethod watch;
  watch.descriptor = FindMethod(kService, "Watch");
  watch.stream_handler = [self = shared_from_this()](
                             const RawCall&, grpc::ByteBuffer request,
                             std::shared_ptr<ByteStream> stream) {
    self->Watch(request, std::move(stream));
  };
  return {std::move(check), std::move(watch)};
}

bool Health::Knows(const std::string& service) const {
  return service.empty() || service == kAlive || services_.count(service) > 0;
}

bool Health::IsServing(const std::string& service) const {
  return serving_ || service == kAlive;
}

void Health::Check(grpc::ByteBuffer request, RawRespond respond) {
  HealthCheckRequest message;
  if (!Parse(request, message)) {
    std::move(respond)(Malformed(), {});
    return;
  }
  if (!Knows(message.service())) {
    std::move(respond)({grpc::StatusCode::NOT_FOUND, "no such service"}, {});
    return;
  }
  grpc::ByteBuffer response;
  {
    const absl::MutexLock lock(&mutex_);
    response = Response(StatusOf(IsServing(message.service())));
  }
  std::move(respond)(grpc::Status::OK, response);
}

void Health::Watch(grpc::ByteBuffer request,
                   std::shared_ptr<ByteStream> stream) {
  HealthCheckRequest message;
  if (!Parse(request, message)) {
    stream->Finish(Malformed());
    return;
  }
  {
    const absl::MutexLock lock(&mutex_);
    const bool known = Knows(message.service());
    stream->Send(Response(known ? StatusOf(IsServing(message.service()))
                                : HealthCheckResponse::SERVICE_UNKNOWN));
    watchers_[stream.get()] = {stream, known && message.service() != kAlive};
  }
  stream->OnEnd(
      [self = shared_from_this(), key = stream.get()] { self->Forget(key); });
}

void Health::SetServing(bool serving) {
  const absl::MutexLock lock(&mutex_);
  if (serving_ == serving) return;
  serving_ = serving;
  for (const auto& [key, watcher] : watchers_) {
    // The services of a server are fixed: one that is not known stays so.
    if (watcher.changes) watcher.stream->Send(Response(StatusOf(serving)));
  }
}

void Health::Forget(const ByteStream* stream) {
  Watcher last;
  const absl::MutexLock lock(&mutex_);
  const auto found = watchers_.find(stream);
  if (found == watchers_.end()) return;
  last = std::move(found->second);
  watchers_.erase(found);
}

}  // namespace epiledger::rpc
