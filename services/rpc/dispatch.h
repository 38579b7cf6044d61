// Dispatcher: the one wrapper around every method of a server, from the bytes
// gRPC received to the bytes or the status it sends. See server.h for the order
// of what a call passes.
#ifndef EPILEDGER_SERVICES_RPC_DISPATCH_H_
#define EPILEDGER_SERVICES_RPC_DISPATCH_H_

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/latencies.h"
#include "services/rpc/admission.h"
#include "services/rpc/arrival.h"
#include "services/rpc/call_gate.h"
#include "services/rpc/error.h"
#include "services/rpc/method.h"
#include "services/rpc/person_method.h"
#include "services/rpc/raw_method.h"
#include "services/rpc/raw_service.h"
#include "services/rpc/server.h"
#include "services/rpc/stream.h"

namespace epiledger::rpc {

// Outlives the functions it makes and every call they run. Thread-safe.
class Dispatcher {
 public:
  // `options` outlives the Dispatcher.
  explicit Dispatcher(const ServerOptions& options);
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  // What gRPC runs for a method. FAILED_PRECONDITION as PlanMethod.
  [[nodiscard]] absl::StatusOr<UnaryFunction> Unary(Method method);
  [[nodiscard]] absl::StatusOr<UnaryFunction> Unary(PersonMethod method);
  [[nodiscard]] absl::StatusOr<StreamFunction> Stream(StreamMethod method);
  [[nodiscard]] UnaryFunction RawUnary(RawMethod method);
  [[nodiscard]] StreamFunction RawStream(RawMethod method);

  [[nodiscard]] ServerCounts counts() const;

  // From now on every call is told that the service stops: UNAVAILABLE
  // `SERVICE_STOPPING`, not tried.
  void StopAdmitting() { is_stopping_ = true; }

  // True when no call is inside any more: the Dispatcher may go away.
  [[nodiscard]] bool IsIdle() const { return gate_.inside() == 0; }

 private:
  friend class PendingCall;
  friend class JudgedStream;
  using Counter = std::atomic<int64_t>;

  [[nodiscard]] absl::Status CheckResponse(size_t bytes) const;
  [[nodiscard]] grpc::Status Render(const Error& error,
                                    Language language) const;

  // After a call was answered with `error`, made from `status`: counts it,
  // hands on a denial and what is a fault of ours.
  void Note(const Error& error, const absl::Status& status,
            const google::protobuf::MethodDescriptor& method,
            const Admitted& admitted);
  void HandOnDenial(const Error& error,
                    const google::protobuf::MethodDescriptor& method,
                    const Admitted& admitted) const;
  void HandOnFault(const Error& error, const absl::Status& status,
                   const google::protobuf::MethodDescriptor& method,
                   const Admitted& admitted) const;
  // Where the time that calls of it take is counted.
  [[nodiscard]] Latencies& LatenciesOf(
      const google::protobuf::MethodDescriptor& method);

  [[nodiscard]] Arrival Read(const grpc::CallbackServerContext& context,
                             bool streaming) const;
  // A raw call that may run, or why it may not.
  [[nodiscard]] absl::StatusOr<RawCall> AdmitRaw(
      const CallGate::Place& place,
      const google::protobuf::MethodDescriptor* method, const Arrival& arrival,
      const grpc::ByteBuffer& request) const;
  [[nodiscard]] grpc::Status FailRaw(
      const absl::Status& status,
      const google::protobuf::MethodDescriptor& method, const Arrival& arrival);

  // Counts a call and lets it in; null when too many are, or none may come in
  // any more: NoPlace() says which.
  [[nodiscard]] CallGate::Place Enter();
  [[nodiscard]] absl::Status NoPlace() const;

  const ServerOptions& options_;
  Admission admission_;
  CallGate gate_;
  std::atomic<bool> is_stopping_ = false;
  Counter calls_ = 0;
  std::array<Counter, kRefusalClasses.size()> refused_{};
  Latencies reads_;
  Latencies writes_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_DISPATCH_H_
