// ProbeServer: a real server with the probe service, on loopback with mutual
// TLS, for the tests of this folder.
#ifndef EPILEDGER_SERVICES_RPC_TESTING_PROBE_SERVER_H_
#define EPILEDGER_SERVICES_RPC_TESTING_PROBE_SERVER_H_

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "epiledger/probe/v1/probe.grpc.pb.h"
#include "grpc/health/v1/health.pb.h"
#include "services/rpc/channel.h"
#include "services/rpc/denial.h"
#include "services/rpc/server.h"
#include "services/rpc/status.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/test_pki.h"

namespace epiledger::testing {

class ProbeServer {
 public:
  using Probe = probe::v1::ProbeService;

  // Starts when Start is called, so that a test may change `options` and
  // handlers first.
  ProbeServer();
  ~ProbeServer();

  void Start();

  // What the unary methods do; answers with the caller's subject unless set.
  rpc::Handler handler;
  rpc::StreamHandler stream_handler;
  // What a batch of all or nothing does.
  rpc::TogetherHandler together;
  rpc::ServerOptions options;
  rpc::RawMethodTable raw;

  [[nodiscard]] TestPki& pki() { return pki_; }
  [[nodiscard]] FakeClock& clock() { return clock_; }
  [[nodiscard]] rpc::Server& server() { return *server_; }

  // A channel with these certificates; a connection of its own.
  [[nodiscard]] std::shared_ptr<grpc::Channel> Channel(
      const rpc::TlsFiles& files) const;
  // The edge's channel, made once.
  [[nodiscard]] std::shared_ptr<grpc::Channel> Edge();

  // A token for `person` by the server's clock.
  [[nodiscard]] std::string Token(const Person& person) const {
    return pki_.Token(person, clock_.Now());
  }
  // A hospital clerk of facility f1 in county c1.
  [[nodiscard]] std::string ClerkToken() const;
  [[nodiscard]] std::string HeadquartersToken() const;

  // How many calls reached a handler.
  [[nodiscard]] int handled() const { return handled_; }

  // The denials handed to the sink, once there are `count`.
  [[nodiscard]] std::vector<rpc::Denial> AwaitDenials(size_t count);

  // Faults so far.
  [[nodiscard]] std::vector<rpc::Fault> Faults();

 private:
  rpc::ServerTables Tables();

  FakeClock clock_;
  TestPki pki_;
  std::atomic<int> handled_ = 0;
  absl::Mutex mutex_;
  std::vector<rpc::Denial> denials_ ABSL_GUARDED_BY(mutex_);
  std::vector<rpc::Fault> faults_ ABSL_GUARDED_BY(mutex_);
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> edge_;
};

// Makes a call of bytes to `/epiledger.probe.v1.ProbeService/{method}`.
struct RawAnswer {
  grpc::Status status;
  std::string bytes;
};
[[nodiscard]] RawAnswer CallBytes(grpc::Channel& channel,
                                  const std::string& path,
                                  const std::string& request,
                                  grpc::ClientContext& context);

// What an answer of the health service says; UNKNOWN where it is none.
[[nodiscard]] grpc::health::v1::HealthCheckResponse::ServingStatus HealthOf(
    const std::string& bytes);

// The reason in a status; empty when OK or not ours.
[[nodiscard]] std::string ReasonOf(const grpc::Status& status);

// `counties/{county}/facilities/{facility}/things/t1`.
[[nodiscard]] probe::v1::GetThingRequest ThingOf(const std::string& county,
                                                 const std::string& facility);

}  // namespace epiledger::testing

#endif  // EPILEDGER_SERVICES_RPC_TESTING_PROBE_SERVER_H_
