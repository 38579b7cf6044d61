#include "services/rpc/pending_call.h"

#include <utility>

#include "services/rpc/bytes.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {

PendingCall::PendingCall(Dispatcher& dispatcher,
                         const google::protobuf::MethodDescriptor* method,
                         Latencies& latencies, CallGate::Place place,
                         UnaryEnd end)
    : place_(std::move(place)),
      dispatcher_(dispatcher),
      method_(method),
      latencies_(latencies),
      end_(std::move(end)) {}

absl::Status PendingCall::Admit(const PlannedMethod& method,
                                const Arrival& arrival,
                                const grpc::ByteBuffer& request) {
  if (place_ == nullptr) return dispatcher_.NoPlace();
  return dispatcher_.admission_.Admit(method, arrival, request, admitted_);
}

std::string PendingCall::Render(const Error& error) const {
  return dispatcher_.Render(error, admitted_.context.caller.language)
      .error_details();
}

void PendingCall::Note(const Error& error, const absl::Status& status) {
  dispatcher_.Note(error, status, *method_, admitted_);
}

void PendingCall::End(absl::StatusOr<std::string> response) {
  absl::Status status = response.status();
  if (status.ok()) status = dispatcher_.CheckResponse(response->size());
  if (status.ok()) {
    end_.Finish(grpc::Status::OK, ToBuffer(*std::move(response)));
  } else {
    const Error error = FromStatus(status);
    end_.Finish(dispatcher_.Render(error, admitted_.context.caller.language),
                {});
    dispatcher_.Note(error, status, *method_, admitted_);
  }
  latencies_.Add(watch_.Elapsed());
  // Not left to the destructor: a handler may keep the function that brought
  // it here.
  place_.reset();
}

JudgedStream::JudgedStream(Dispatcher& dispatcher,
                           const google::protobuf::MethodDescriptor* method,
                           CallGate::Place place,
                           std::shared_ptr<ByteStream> stream)
    : place_(std::move(place)),
      dispatcher_(dispatcher),
      method_(method),
      stream_(std::move(stream)) {}

absl::Status JudgedStream::Admit(const PlannedMethod& method,
                                 const Arrival& arrival,
                                 const grpc::ByteBuffer& request) {
  if (place_ == nullptr) return dispatcher_.NoPlace();
  return dispatcher_.admission_.Admit(method, arrival, request, admitted_);
}

bool JudgedStream::Send(std::string response) {
  const absl::Status status = dispatcher_.CheckResponse(response.size());
  if (status.ok()) return stream_->Send(ToBuffer(std::move(response)));
  Finish(status);
  return false;
}

bool JudgedStream::SendNewest(const grpc::ByteBuffer& response) {
  const absl::Status status = dispatcher_.CheckResponse(response.Length());
  if (status.ok()) return stream_->SendNewest(response);
  Finish(status);
  return false;
}

void JudgedStream::Finish(absl::Status status) {
  if (status.ok()) {
    stream_->Finish(grpc::Status::OK);
    return;
  }
  const Error error = FromStatus(status);
  stream_->Finish(dispatcher_.Render(error, admitted_.context.caller.language));
  dispatcher_.Note(error, status, *method_, admitted_);
}

void JudgedStream::OnEnd(std::function<void()> on_end) {
  stream_->OnEnd(std::move(on_end));
}

}  // namespace epiledger::rpc
