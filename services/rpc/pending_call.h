// What dispatch keeps of a call until it is answered.
#ifndef EPILEDGER_SERVICES_RPC_PENDING_CALL_H_
#define EPILEDGER_SERVICES_RPC_PENDING_CALL_H_

#include <functional>
#include <memory>
#include <string>

#include "services/rpc/dispatch.h"

namespace epiledger::rpc {

// A unary call. Going away unanswered, it answers INTERNAL.
class PendingCall {
 public:
  PendingCall(Dispatcher& dispatcher,
              const google::protobuf::MethodDescriptor* method,
              Latencies& latencies, CallGate::Place place, UnaryEnd end);

  // Judges the call by `method`; see Admission::Admit.
  [[nodiscard]] absl::Status Admit(const PlannedMethod& method,
                                   const Arrival& arrival,
                                   const grpc::ByteBuffer& request);

  // What the handler gets. The context is a copy: the call may be answered,
  // and gone, before the handler returns.
  [[nodiscard]] CallContext context() const { return admitted_.context; }
  [[nodiscard]] std::shared_ptr<const google::protobuf::Message> TakeRequest() {
    return std::move(admitted_.request);
  }

  // An error that is part of a bigger answer, as google.rpc.Status bytes.
  [[nodiscard]] std::string Render(const Error& error) const;
  // Counts such a part as if it had been the answer.
  void Note(const Error& error, const absl::Status& status);

  // Answers the call. Once.
  void End(absl::StatusOr<std::string> response);

 private:
  // First, so that it goes last: the Dispatcher lives as long as any place is
  // taken.
  CallGate::Place place_;
  Dispatcher& dispatcher_;
  const google::protobuf::MethodDescriptor* const method_;
  Latencies& latencies_;
  const Stopwatch watch_;
  UnaryEnd end_;
  Admitted admitted_;
};

// A stream behind dispatch.
class JudgedStream final : public ResponseStream {
 public:
  JudgedStream(Dispatcher& dispatcher,
               const google::protobuf::MethodDescriptor* method,
               CallGate::Place place, std::shared_ptr<ByteStream> stream);

  [[nodiscard]] absl::Status Admit(const PlannedMethod& method,
                                   const Arrival& arrival,
                                   const grpc::ByteBuffer& request);
  [[nodiscard]] CallContext context() const { return admitted_.context; }
  [[nodiscard]] std::shared_ptr<const google::protobuf::Message> TakeRequest() {
    return std::move(admitted_.request);
  }

  bool Send(std::string response) override;
  bool SendNewest(const grpc::ByteBuffer& response) override;
  void Finish(absl::Status status) override;
  void OnEnd(std::function<void()> on_end) override;

 private:
  CallGate::Place place_;
  Dispatcher& dispatcher_;
  const google::protobuf::MethodDescriptor* const method_;
  const std::shared_ptr<ByteStream> stream_;
  Admitted admitted_;
};

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_PENDING_CALL_H_
