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

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/functional/any_invocable.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/server.h"
#include "services/rpc/inside_stream.h"

namespace epiledger::rpc {

struct InsideCall {
  // `/package.Service/Method`.
  std::string path;
  // Metadata; left out where it is empty. What no metadata can hold, such as
  // a control character, arrives as `?`.
  std::string authorization;
  std::string accept_language;
  // Serialised.
  std::string request;
  // InfiniteFuture for none: the server sets its own. One that has passed ends
  // the call with DEADLINE_EXCEEDED before it is asked.
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

  // A unary method, its answer as a whole.
  void Call(const InsideCall& call, Done done);

  // Any method with one request, its answer message by message; `reader` is
  // kept until the call is over. The first message comes of itself.
  [[nodiscard]] std::shared_ptr<InsideStream> Open(
      const InsideCall& call, std::shared_ptr<InsideReader> reader);

  // Ends every open call, and each that is made later, with CANCELLED or
  // UNAVAILABLE: whoever reads one slowly does not keep the server.
  void EndAll() ABSL_LOCKS_EXCLUDED(mutex_);

  // True when every call has been answered, and its `done` or OnEnd has
  // returned; nothing of it is used any more.
  [[nodiscard]] bool IsIdle() const { return pending_ == 0; }

 private:
  struct Pending;
  class OpenCall;

  // Counts a call; `call` is kept for EndAll, unless it is null. False when no
  // call is made any more.
  bool Enter(const std::shared_ptr<OpenCall>& call) ABSL_LOCKS_EXCLUDED(mutex_);
  void Leave(const std::shared_ptr<OpenCall>& call) ABSL_LOCKS_EXCLUDED(mutex_);

  grpc::GenericStub stub_;
  std::atomic<int> pending_ = 0;
  absl::Mutex mutex_;
  bool is_ended_ ABSL_GUARDED_BY(mutex_) = false;
  absl::flat_hash_set<std::shared_ptr<OpenCall>> open_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_INSIDE_CALLS_H_
