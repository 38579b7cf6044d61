// EchoServer: the least that can answer a GetOverview: the same server, TLS,
// token and checks as the gateway's, and bytes that were made beforehand.
#ifndef EPILEDGER_TESTS_BENCH_ECHO_SERVER_H_
#define EPILEDGER_TESTS_BENCH_ECHO_SERVER_H_

#include <memory>
#include <string>

#include "services/clock.h"
#include "services/rpc/server.h"
#include "tests/testing/test_pki.h"

namespace epiledger::bench {

// Serves from its making on. `clock`, which tokens are judged by, must outlive
// the server.
class EchoServer {
 public:
  EchoServer(testing::TestPki& pki, const Clock& clock, std::string answer);
  ~EchoServer() { server_->Drain(absl::ZeroDuration()); }

  [[nodiscard]] int port() const { return server_->port(); }

 private:
  std::unique_ptr<rpc::Server> server_;
};

}  // namespace epiledger::bench

#endif  // EPILEDGER_TESTS_BENCH_ECHO_SERVER_H_
