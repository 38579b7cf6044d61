#include "clients/cli/nouns/batch_call.h"

#include "clients/cli/kept/pending.h"
#include "google/rpc/status.pb.h"

namespace epiledger::cli {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

const FieldDescriptor& FieldNamed(const Message& message, const char* name) {
  return *message.GetDescriptor()->FindFieldByName(name);
}

}  // namespace

BatchCall::BatchCall(const google::protobuf::MethodDescriptor& method,
                     const std::string& parent, bool all_or_nothing)
    : request_(NewRequest(method)), response_(NewResponse(method)) {
  const auto& reflection = *request_->GetReflection();
  reflection.SetString(request_.get(), &FieldNamed(*request_, "parent"),
                       parent);
  reflection.SetBool(request_.get(), &FieldNamed(*request_, "all_or_nothing"),
                     all_or_nothing);
}

void BatchCall::Add(const Message& request, const std::string& request_id) {
  Message& element = *request_->GetReflection()->AddMessage(
      request_.get(), &FieldNamed(*request_, "requests"));
  element.CopyFrom(request);
  element.GetReflection()->SetString(
      &element, &FieldNamed(element, "request_id"), request_id);
}

size_t BatchCall::results() const {
  return static_cast<size_t>(response_->GetReflection()->FieldSize(
      *response_, &FieldNamed(*response_, "results")));
}

const Message& BatchCall::ResultAt(size_t index) const {
  return response_->GetReflection()->GetRepeatedMessage(
      *response_, &FieldNamed(*response_, "results"), static_cast<int>(index));
}

grpc::Status BatchCall::StatusOf(size_t index) const {
  const Message& result = ResultAt(index);
  const auto& reflection = *result.GetReflection();
  if (reflection.HasField(result, &FieldNamed(result, "response"))) {
    return grpc::Status::OK;
  }
  google::rpc::Status error;
  error.CopyFrom(reflection.GetMessage(result, &FieldNamed(result, "error")));
  if (error.code() == 0) return {grpc::StatusCode::INTERNAL, ""};
  return {static_cast<grpc::StatusCode>(error.code()), error.message(),
          error.SerializeAsString()};
}

const Message* BatchCall::FieldOf(size_t index, const char* name) const {
  const Message& result = ResultAt(index);
  const Message& response = result.GetReflection()->GetMessage(
      result, &FieldNamed(result, "response"));
  const FieldDescriptor* field =
      response.GetDescriptor()->FindFieldByName(name);
  if (field == nullptr ||
      !response.GetReflection()->HasField(response, field)) {
    return nullptr;
  }
  return &response.GetReflection()->GetMessage(response, field);
}

type::v1::Receipt BatchCall::ReceiptOf(size_t index) const {
  type::v1::Receipt receipt;
  const Message* found = FieldOf(index, "receipt");
  if (found != nullptr) receipt.CopyFrom(*found);
  return receipt;
}

bool BatchCall::IsProposed(size_t index) const {
  return FieldOf(index, "proposal") != nullptr;
}

}  // namespace epiledger::cli
