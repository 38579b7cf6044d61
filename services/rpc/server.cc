#include "services/rpc/server.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"
#include "services/limits.h"
#include "services/rpc/dispatch.h"
#include "services/rpc/health.h"
#include "services/rpc/raw_service.h"
#include "services/rpc/server_settings.h"
#include "services/rpc/service_set.h"

namespace epiledger::rpc {
namespace {

absl::Status CheckOptions(const ServerOptions& options) {
  const auto wrong = [](const char* what) {
    return absl::FailedPreconditionError(what);
  };
  if (options.clock == nullptr) return wrong("a server needs a clock");
  if (options.messages == nullptr) return wrong("a server needs its messages");
  if (options.callers == Callers::kServices &&
      !options.require_client_certificate) {
    return wrong("services are known by their certificates: require them");
  }
  return absl::OkStatus();
}

class GrpcServer final : public Server {
 public:
  explicit GrpcServer(ServerOptions options)
      : options_(std::move(options)),
        dispatcher_(options_),
        health_dispatcher_(options_),
        services_(std::make_shared<StreamSet>()) {}

  ~GrpcServer() override { Drain(absl::ZeroDuration()); }

  absl::Status Begin(ServerTables tables) {
    absl::Status status = services_.Add(dispatcher_, std::move(tables));
    if (!status.ok()) return status;
    health_ = std::make_shared<Health>(services_.names());
    ServerTables health;
    health.raw = health_->Methods();
    status = services_.Add(health_dispatcher_, std::move(health));
    if (!status.ok()) return status;
    status = Listen();
    if (status.ok()) health_->SetServing(true);
    return status;
  }

  int port() const override { return port_; }

  void SetServing(bool serving) override { health_->SetServing(serving); }

  void Drain(absl::Duration grace) override {
    if (server_ == nullptr) return;
    const absl::Time end = absl::Now() + grace;
    health_->SetServing(false);
    dispatcher_.StopAdmitting();
    services_.streams().FinishAll(
        {grpc::StatusCode::UNAVAILABLE, "the server is stopping; reconnect"});
    AwaitQuiet(std::min(end, absl::Now() + limits::kDrainNotice));
    AwaitIdle(end);
    // At once: given time, gRPC waits for clients to notice that the connection
    // closes, and cuts off as CANCELLED, without a word, what they send until
    // they do.
    server_->Shutdown(absl::ToChronoTime(absl::Now()));
    if (inside_ != nullptr) inside_->EndAll();
    // The last call is answered, but perhaps not yet put away.
    while (!dispatcher_.IsIdle() || !health_dispatcher_.IsIdle() ||
           (inside_ != nullptr && !inside_->IsIdle())) {
      absl::SleepFor(absl::Milliseconds(1));
    }
  }

  ServerCounts counts() const override { return dispatcher_.counts(); }

  void CallInside(const InsideCall& call, InsideCalls::Done done) override {
    inside_->Call(call, std::move(done));
  }

  std::shared_ptr<InsideStream> OpenInside(
      const InsideCall& call, std::shared_ptr<InsideReader> reader) override {
    return inside_->Open(call, std::move(reader));
  }

 private:
  // Until no call has come for limits::kDrainQuiet; `give_up` at the latest.
  void AwaitQuiet(absl::Time give_up) const {
    int64_t before = -1;
    int64_t now = dispatcher_.counts().calls;
    while (now != before && absl::Now() < give_up) {
      absl::SleepFor(std::min(limits::kDrainQuiet, give_up - absl::Now()));
      before = now;
      now = dispatcher_.counts().calls;
    }
  }

  // Until no admitted call is inside, the answer of the last one is on its way,
  // and those within the process have theirs; `give_up` at the latest.
  void AwaitIdle(absl::Time give_up) const {
    const auto is_idle = [this] {
      return dispatcher_.IsIdle() && (inside_ == nullptr || inside_->IsIdle());
    };
    if (is_idle()) return;
    while (!is_idle() && absl::Now() < give_up) {
      absl::SleepFor(absl::Milliseconds(1));
    }
    absl::SleepFor(std::min(limits::kDrainQuiet, give_up - absl::Now()));
  }

  absl::Status Listen() {
    absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> credentials =
        ServerTls(options_.tls, options_.require_client_certificate);
    if (!credentials.ok()) return credentials.status();
    grpc::ServerBuilder builder;
    ApplyLimits(options_, builder);
    SetReflection(options_.reflection, builder);
    builder.AddListeningPort(options_.address, *credentials, &port_);
    services_.Register(builder);
    server_ = builder.BuildAndStart();
    if (server_ != nullptr && port_ > 0) {
      inside_ = std::make_unique<InsideCalls>(*server_);
      return absl::OkStatus();
    }
    return absl::UnavailableError("cannot listen on " + options_.address);
  }

  const ServerOptions options_;
  Dispatcher dispatcher_;
  // Health must be told of when the rest is overloaded, and is not counted.
  Dispatcher health_dispatcher_;
  ServiceSet services_;
  std::shared_ptr<Health> health_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<InsideCalls> inside_;
  int port_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<Server>> Server::Start(ServerOptions options,
                                                      ServerTables tables) {
  QuietProtobuf();
  const absl::Status usable = CheckOptions(options);
  if (!usable.ok()) return usable;
  auto server = std::make_unique<GrpcServer>(std::move(options));
  const absl::Status status = server->Begin(std::move(tables));
  if (!status.ok()) return status;
  return server;
}

}  // namespace epiledger::rpc
