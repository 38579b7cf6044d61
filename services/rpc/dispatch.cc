#include "services/rpc/dispatch.h"

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"
#include "services/limits.h"
#include "services/rpc/authenticate.h"
#include "services/rpc/batch.h"
#include "services/rpc/error.h"
#include "services/rpc/pending_call.h"
#include "services/rpc/status.h"

namespace epiledger::rpc {
namespace {

int64_t Value(const std::atomic<int64_t>& counter) {
  return counter.load(std::memory_order_relaxed);
}

BatchCall ToBatchCall(std::unique_ptr<PendingCall> pending) {
  const std::shared_ptr<PendingCall> call = std::move(pending);
  BatchCall batch;
  batch.context = call->context();
  batch.request = call->TakeRequest();
  batch.render = [call](const Error& error) { return call->Render(error); };
  batch.note = [call](const Error& error, const absl::Status& status) {
    call->Note(error, status);
  };
  batch.end = [call](absl::StatusOr<std::string> response) {
    call->End(std::move(response));
  };
  return batch;
}

void Count(std::atomic<int64_t>& counter) {
  counter.fetch_add(1, std::memory_order_relaxed);
}

}  // namespace

Dispatcher::Dispatcher(const ServerOptions& options)
    : options_(options),
      admission_(options),
      gate_(options.max_calls_in_flight) {}

absl::StatusOr<UnaryFunction> Dispatcher::Unary(Method method) {
  absl::StatusOr<PlannedMethod> plan = PlanMethod(method.descriptor);
  if (!plan.ok()) return plan.status();
  if (method.is_batch) {
    const absl::Status shape = CheckBatch(method);
    if (!shape.ok()) return shape;
  }
  Latencies* const latencies = &LatenciesOf(*method.descriptor);
  return [this, latencies, method = std::move(method),
          planned = std::make_shared<const PlannedMethod>(*std::move(plan))](
             const grpc::CallbackServerContext& context,
             const grpc::ByteBuffer& request, UnaryEnd end) {
    auto call = std::make_unique<PendingCall>(
        *this, planned->descriptor, *latencies, Enter(), std::move(end));
    absl::Status status = call->Admit(*planned, Read(context, false), request);
    if (!status.ok()) {
      call->End(std::move(status));
      return;
    }
    if (method.is_batch) {
      return RunBatch(method, ToBatchCall(std::move(call)));
    }
    const CallContext call_context = call->context();
    auto message = call->TakeRequest();
    method.handler(
        call_context, std::move(message),
        [call = std::move(call)](absl::StatusOr<std::string> response) mutable {
          call->End(std::move(response));
        });
  };
}

absl::StatusOr<UnaryFunction> Dispatcher::Unary(PersonMethod method) {
  absl::StatusOr<PlannedMethod> plan = PlanMethod(method.descriptor);
  if (!plan.ok()) return plan.status();
  Latencies* const latencies = &LatenciesOf(*method.descriptor);
  return [this, latencies, handler = std::move(method.handler),
          planned = std::make_shared<const PlannedMethod>(*std::move(plan))](
             const grpc::CallbackServerContext& context,
             const grpc::ByteBuffer& request, UnaryEnd end) {
    auto call = std::make_unique<PendingCall>(
        *this, planned->descriptor, *latencies, Enter(), std::move(end));
    const Arrival arrival = Read(context, false);
    absl::Status status = call->Admit(*planned, arrival, request);
    if (!status.ok()) {
      call->End(std::move(status));
      return;
    }
    // It was verified a moment ago.
    const std::string token(*BearerToken(arrival.authorization));
    const CallContext call_context = call->context();
    auto message = call->TakeRequest();
    handler(
        call_context, token, std::move(message),
        [call = std::move(call)](absl::StatusOr<std::string> response) mutable {
          call->End(std::move(response));
        });
  };
}

absl::StatusOr<StreamFunction> Dispatcher::Stream(StreamMethod method) {
  absl::StatusOr<PlannedMethod> plan = PlanMethod(method.descriptor);
  if (!plan.ok()) return plan.status();
  return [this, handler = std::move(method.handler),
          planned = std::make_shared<const PlannedMethod>(*std::move(plan))](
             const grpc::CallbackServerContext& context,
             const grpc::ByteBuffer& request,
             std::shared_ptr<ByteStream> stream) {
    auto judged = std::make_shared<JudgedStream>(*this, planned->descriptor,
                                                 Enter(), std::move(stream));
    absl::Status status = judged->Admit(*planned, Read(context, true), request);
    if (!status.ok()) {
      judged->Finish(std::move(status));
      return;
    }
    const CallContext call_context = judged->context();
    auto message = judged->TakeRequest();
    handler(call_context, std::move(message), std::move(judged));
  };
}

UnaryFunction Dispatcher::RawUnary(RawMethod method) {
  Latencies* const latencies = &LatenciesOf(*method.descriptor);
  return [this, latencies, method = std::move(method)](
             const grpc::CallbackServerContext& context,
             const grpc::ByteBuffer& request, UnaryEnd end) {
    const Stopwatch watch;
    CallGate::Place place = Enter();
    const Arrival arrival = Read(context, false);
    const absl::StatusOr<RawCall> call =
        AdmitRaw(place, method.descriptor, arrival, request);
    if (!call.ok()) {
      end.Finish(FailRaw(call.status(), *method.descriptor, arrival), {});
      return;
    }
    method.handler(
        *call, request,
        [place = std::move(place), end = std::move(end), watch, latencies](
            grpc::Status status, grpc::ByteBuffer response) mutable {
          end.Finish(std::move(status), response);
          latencies->Add(watch.Elapsed());
          place.reset();
        });
  };
}

StreamFunction Dispatcher::RawStream(RawMethod method) {
  return [this, method = std::move(method)](
             const grpc::CallbackServerContext& context,
             const grpc::ByteBuffer& request,
             std::shared_ptr<ByteStream> stream) {
    CallGate::Place place = Enter();
    const Arrival arrival = Read(context, true);
    const absl::StatusOr<RawCall> call =
        AdmitRaw(place, method.descriptor, arrival, request);
    if (!call.ok()) {
      stream->Finish(FailRaw(call.status(), *method.descriptor, arrival));
      return;
    }
    // The stream keeps its place as long as the handler keeps the stream.
    struct PlacedStream {
      CallGate::Place place;
      std::shared_ptr<ByteStream> stream;
    };
    auto placed = std::make_shared<PlacedStream>(
        PlacedStream{std::move(place), std::move(stream)});
    ByteStream* const bytes = placed->stream.get();
    method.stream_handler(
        *call, request, std::shared_ptr<ByteStream>(std::move(placed), bytes));
  };
}

Latencies& Dispatcher::LatenciesOf(
    const google::protobuf::MethodDescriptor& method) {
  return IsWrite(method) ? writes_ : reads_;
}

CallGate::Place Dispatcher::Enter() {
  Count(calls_);
  if (is_stopping_) return {};
  return gate_.Enter();
}

absl::Status Dispatcher::NoPlace() const {
  return is_stopping_ ? Stopping() : Overloaded();
}

grpc::Status Dispatcher::FailRaw(
    const absl::Status& status,
    const google::protobuf::MethodDescriptor& method, const Arrival& arrival) {
  const Error error = FromStatus(status);
  Note(error, status, method, {});
  return Render(error, ReadLanguage(arrival.accept_language));
}

Arrival Dispatcher::Read(const grpc::CallbackServerContext& context,
                         bool streaming) const {
  return streaming ? ReadArrival(context, limits::kMaxStreamLife,
                                 limits::kMaxStreamLife)
                   : ReadArrival(context, limits::kDefaultDeadline,
                                 limits::kMaxDeadline);
}

absl::StatusOr<RawCall> Dispatcher::AdmitRaw(
    const CallGate::Place& place,
    const google::protobuf::MethodDescriptor* method, const Arrival& arrival,
    const grpc::ByteBuffer& request) const {
  if (place == nullptr) return NoPlace();
  if (absl::Now() >= arrival.deadline) {
    return absl::DeadlineExceededError("the deadline passed on the way");
  }
  const absl::Status size = admission_.CheckSize(request);
  if (!size.ok()) return size;
  const absl::StatusOr<std::string_view> token =
      BearerToken(arrival.authorization);
  if (!token.ok()) return token.status();
  RawCall call;
  call.method = method;
  call.token = std::string(*token);
  call.accept_language = std::string(arrival.accept_language);
  call.deadline = arrival.deadline;
  call.received = options_.clock->Now();
  return call;
}

absl::Status Dispatcher::CheckResponse(size_t bytes) const {
  if (bytes <= options_.max_response_bytes) return absl::OkStatus();
  Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "RESPONSE_TOO_LARGE";
  error.metadata = {{"found", std::to_string(bytes)},
                    {"limit", std::to_string(options_.max_response_bytes)}};
  return ToStatus(error);
}

grpc::Status Dispatcher::Render(const Error& error, Language language) const {
  return ToGrpcStatus(error, *options_.messages, language);
}

void Dispatcher::Note(const Error& error, const absl::Status& status,
                      const google::protobuf::MethodDescriptor& method,
                      const Admitted& admitted) {
  const bool denied = error.code == absl::StatusCode::kPermissionDenied;
  Count(refused_[static_cast<size_t>(ClassOf(error))]);
  if (denied || !error.receipt.empty()) {
    admission_.NoteRefusal(admitted.context.caller);
  }
  if (denied) HandOnDenial(error, method, admitted);
  if (error.code == absl::StatusCode::kInternal ||
      (error.code == absl::StatusCode::kUnavailable && !is_stopping_) ||
      !error.log_detail.empty()) {
    HandOnFault(error, status, method, admitted);
  }
}

void Dispatcher::HandOnDenial(const Error& error,
                              const google::protobuf::MethodDescriptor& method,
                              const Admitted& admitted) const {
  if (!options_.denial_sink) return;
  Denial denial;
  denial.caller = admitted.context.caller;
  denial.method = method.full_name();
  denial.reason = error.reason;
  denial.time = admitted.context.received;
  for (const NamedField& field : admitted.names) {
    for (const NamedResource& resource : field.resources) {
      if (denial.names.size() < limits::kMaxDenialNames) {
        denial.names.push_back(resource.name);
      }
    }
  }
  options_.denial_sink(denial);
}

void Dispatcher::HandOnFault(const Error& error, const absl::Status& status,
                             const google::protobuf::MethodDescriptor& method,
                             const Admitted& admitted) const {
  if (!options_.fault_sink) return;
  options_.fault_sink(
      {method.full_name(), error.reason,
       error.log_detail.empty() ? status.ToString() : error.log_detail,
       admitted.context.caller.subject, admitted.request_id});
}

ServerCounts Dispatcher::counts() const {
  ServerCounts counts;
  counts.calls = Value(calls_);
  counts.in_flight = gate_.inside();
  std::transform(refused_.begin(), refused_.end(), counts.refused.begin(),
                 Value);
  counts.reads = reads_.counts();
  counts.writes = writes_.counts();
  return counts;
}

}  // namespace epiledger::rpc
