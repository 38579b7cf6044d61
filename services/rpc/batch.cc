#include "services/rpc/batch.h"

#include <atomic>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "google/rpc/status.pb.h"
#include "services/rpc/bytes.h"

namespace epiledger::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kRequests[] = "requests";
constexpr int kResults = 1;
constexpr int kResponse = 1;
constexpr int kError = 2;

const FieldDescriptor* RequestsOf(const Descriptor& request) {
  return request.FindFieldByName(kRequests);
}

// Whether the field is there and a message, or a list of messages.
bool IsMessage(const FieldDescriptor* field, bool is_repeated) {
  return field != nullptr && field->message_type() != nullptr &&
         field->is_repeated() == is_repeated;
}

// The results as they come in, each in its own place.
class Results {
 public:
  Results(std::unique_ptr<PendingCall> call, size_t size)
      : call_(std::move(call)), results_(size), open_(size) {}

  void Take(size_t index, absl::StatusOr<std::string> result) {
    results_[index] = std::move(result);
    if (open_.fetch_sub(1) == 1) End();
  }

 private:
  void End() {
    std::string response;
    // What keeps one element from being decided often keeps them all: noted
    // once. A refusal is noted each time.
    std::set<std::string> noted;
    for (const absl::StatusOr<std::string>& result : results_) {
      std::string outcome;
      if (result.ok()) {
        AppendField(kResponse, *result, outcome);
      } else {
        const Error error = FromStatus(result.status());
        AppendField(kError, call_->Render(error), outcome);
        if (!error.receipt.empty() || noted.insert(error.reason).second) {
          call_->Note(error, result.status());
        }
      }
      AppendField(kResults, outcome, response);
    }
    call_->End(std::move(response));
  }

  const std::unique_ptr<PendingCall> call_;
  std::vector<absl::StatusOr<std::string>> results_;
  std::atomic<size_t> open_;
};

}  // namespace

absl::Status CheckBatch(const google::protobuf::MethodDescriptor& method) {
  const FieldDescriptor* const results =
      method.output_type()->FindFieldByNumber(kResults);
  if (IsMessage(RequestsOf(*method.input_type()), true) &&
      IsMessage(results, true)) {
    const Descriptor& result = *results->message_type();
    const FieldDescriptor* const error = result.FindFieldByNumber(kError);
    if (IsMessage(result.FindFieldByNumber(kResponse), false) &&
        IsMessage(error, false) &&
        error->message_type() == google::rpc::Status::descriptor()) {
      return absl::OkStatus();
    }
  }
  return absl::FailedPreconditionError(
      method.full_name() + ": a batch has `requests` and typed `results`");
}

void RunBatch(const Handler& handler, std::unique_ptr<PendingCall> call) {
  const CallContext context = call->context();
  const std::shared_ptr<const Message> batch = call->TakeRequest();
  const google::protobuf::Reflection& reflection = *batch->GetReflection();
  const FieldDescriptor* const field = RequestsOf(*batch->GetDescriptor());
  const int size = reflection.FieldSize(*batch, field);
  if (size == 0) return call->End(std::string());
  const auto results =
      std::make_shared<Results>(std::move(call), static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) {
    // An element lives as long as the batch it is part of.
    std::shared_ptr<const Message> element(
        batch, &reflection.GetRepeatedMessage(*batch, field, i));
    handler(context, std::move(element),
            [results, i](absl::StatusOr<std::string> result) {
              results->Take(static_cast<size_t>(i), std::move(result));
            });
  }
}

}  // namespace epiledger::rpc
