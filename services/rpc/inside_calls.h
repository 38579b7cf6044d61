// InsideCalls: calls of a server's own methods from within its process. They
// pass all that a call from outside passes: token, role, scope, validation,
// limits; only the network is left out.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_RPC_INSIDE_CALLS_H_
#define EPILEDGER_SERVICES_RPC_INSIDE_CALLS_H_

#include <atomic>
#include <memory>
#include <string>

#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/server.h"

namespace epiledger::rpc {

struct InsideCall {
  // `/package.Service/Method`, a unary one.
  std::string path;
  // Metadata; left out where it is empty.
  std::string authorization;
  std::string accept_language;
  // Serialised.
  std::string request;
  absl::Time deadline;
};

struct InsideAnswer {
  absl::StatusCode code = absl::StatusCode::kOk;
  // For the caller, in the language asked for; empty when OK.
  std::string message;
  // Serialised; empty unless OK.
  std::string response;
};

class InsideCalls {
 public:
  // Called once, on a thread of gRPC; must not block.
  using Done = absl::AnyInvocable<void(InsideAnswer) &&>;

  // `server` outlives it.
  explicit InsideCalls(grpc::Server& server);

  void Call(const InsideCall& call, Done done);

  // True when every call has been answered, and its `done` has returned.
  [[nodiscard]] bool IsIdle() const { return pending_ == 0; }

 private:
  struct Pending;

  grpc::GenericStub stub_;
  std::atomic<int> pending_ = 0;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_INSIDE_CALLS_H_
