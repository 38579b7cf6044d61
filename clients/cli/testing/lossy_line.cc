#include "clients/cli/testing/lossy_line.h"

#include <cstdlib>
#include <iostream>
#include <utility>

#include "clients/cli/kept/pending.h"
#include "grpcpp/generic/generic_stub.h"
#include "services/rpc/channel.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

template <typename T>
T Need(absl::StatusOr<T> value) {
  if (!value.ok()) {
    std::cerr << "lossy line: " << value.status() << "\n";
    std::abort();
  }
  return *std::move(value);
}

// Takes one off a counter that is above zero.
bool Take(std::atomic<int>& counter) {
  if (counter.fetch_sub(1) > 0) return true;
  ++counter;
  return false;
}

// Whether a call of the method writes: by its id, or by those of its requests.
bool Writes(const google::protobuf::MethodDescriptor& method) {
  return RequestIdField(*method.input_type()) != nullptr ||
         method.input_type()->FindFieldByName("requests") != nullptr;
}

grpc::Status Lost() { return {grpc::StatusCode::UNAVAILABLE, "line broke"}; }

// A call on its way, until it is answered.
struct Passing {
  grpc::ClientContext context;
  grpc::ByteBuffer request;
  grpc::ByteBuffer response;
  rpc::RawRespond respond;
};

}  // namespace

LossyLine::LossyLine(testing::TestPki& pki, const Clock& clock,
                     const std::string& target) {
  rpc::ChannelOptions channel;
  channel.target = target;
  channel.tls = pki.NoCertificate();
  channel.own_connection = true;
  channel_ = Need(rpc::OpenChannel(channel));
  rpc::ServerTables tables;
  for (const char* name : {"epiledger.funding.v1.FundingService",
                           "epiledger.journal.v1.JournalService",
                           "epiledger.readiness.v1.RegisterService",
                           "epiledger.supplies.v1.CountSheetService",
                           "epiledger.supplies.v1.SuppliesService"}) {
    const auto* service =
        google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(
            name);
    for (int i = 0; i < service->method_count(); ++i) {
      tables.raw.push_back(
          {service->method(i),
           [this](const rpc::RawCall& call, const grpc::ByteBuffer& request,
                  rpc::RawRespond respond) {
             Handle(call, request, std::move(respond));
           },
           {}});
    }
  }
  rpc::ServerOptions options;
  options.tls = pki.Service("public");
  options.callers = rpc::Callers::kPeople;
  options.require_client_certificate = false;
  options.tokens = pki.Verifier(&clock);
  options.messages = std::make_shared<rpc::MessageCatalogue>();
  options.clock = &clock;
  server_ = Need(rpc::Server::Start(std::move(options), std::move(tables)));
}

LossyLine::~LossyLine() {
  std::vector<rpc::RawRespond> held;
  {
    const absl::MutexLock lock(&mutex_);
    held.swap(held_);
  }
  for (rpc::RawRespond& respond : held) std::move(respond)(Lost(), {});
  server_->Drain(absl::Seconds(5));
}

std::string LossyLine::address() const {
  return Concat("127.0.0.1:", server_->port());
}

bool LossyLine::AwaitHeld(size_t count) {
  const auto enough = [&]() ABSL_SHARED_LOCKS_REQUIRED(mutex_) {
    return held_.size() >= count;
  };
  const absl::MutexLock lock(&mutex_);
  return mutex_.AwaitWithTimeout(absl::Condition(&enough), absl::Seconds(10));
}

void LossyLine::Handle(const rpc::RawCall& call,
                       const grpc::ByteBuffer& request,
                       rpc::RawRespond respond) {
  if (!Writes(*call.method)) {
    return Pass(call, request, std::move(respond), false);
  }
  const int write = ++writes_;
  if (on_write) on_write(write);
  if (Take(requests_to_lose)) return std::move(respond)(Lost(), {});
  if (Take(calls_to_hold)) {
    const absl::MutexLock lock(&mutex_);
    held_.push_back(std::move(respond));
    return;
  }
  Pass(call, request, std::move(respond), Take(answers_to_lose));
}

void LossyLine::Pass(const rpc::RawCall& call, const grpc::ByteBuffer& request,
                     rpc::RawRespond respond, bool loses_answer) {
  auto passing = std::make_shared<Passing>();
  passing->request = request;
  passing->respond = std::move(respond);
  passing->context.AddMetadata("authorization", "Bearer " + call.token);
  passing->context.AddMetadata("accept-language", call.accept_language);
  passing->context.set_deadline(absl::ToChronoTime(call.deadline));
  grpc::GenericStub stub(channel_);
  stub.UnaryCall(&passing->context,
                 Concat("/", call.method->service()->full_name(), "/",
                        call.method->name()),
                 grpc::StubOptions(), &passing->request, &passing->response,
                 [passing, loses_answer](const grpc::Status& status) {
                   std::move(passing->respond)(loses_answer ? Lost() : status,
                                               passing->response);
                 });
}

}  // namespace epiledger::cli
