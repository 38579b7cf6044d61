#include "services/rpc/batch.h"

#include <atomic>
#include <set>
#include <utility>
#include <vector>

#include "google/rpc/status.pb.h"
#include "services/limits.h"
#include "services/rpc/bytes.h"

namespace epiledger::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr char kRequests[] = "requests";
constexpr char kAllOrNothing[] = "all_or_nothing";
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

// The switch for all or nothing; null where the batch has none.
const FieldDescriptor* SwitchOf(const Descriptor& request) {
  const FieldDescriptor* const all = request.FindFieldByName(kAllOrNothing);
  return all != nullptr && !all->is_repeated() &&
                 all->type() == FieldDescriptor::TYPE_BOOL
             ? all
             : nullptr;
}

bool IsAllOrNothing(const Message& request) {
  const FieldDescriptor* const all = SwitchOf(*request.GetDescriptor());
  return all != nullptr && request.GetReflection()->GetBool(request, all);
}

// Where all are accepted or none, what is wrong with one element is wrong with
// the batch, and is said in the batch's own fields.
void NamePlace(size_t index, Error& error) {
  const std::string place = BatchPlace(index);
  for (FieldViolation& violation : error.violations) {
    violation.field = place + "." + violation.field;
  }
  if (!error.receipt.empty()) {
    error.violations.push_back({place, error.reason, error.metadata});
  }
}

// The results as they come in, each in its own place.
class Results {
 public:
  Results(BatchCall call, size_t size, bool is_together)
      : call_(std::move(call)),
        is_together_(is_together),
        results_(size),
        open_(size) {}

  void Take(size_t index, absl::StatusOr<std::string> result) {
    results_[index] = std::move(result);
    if (open_.fetch_sub(1) == 1) End();
  }

 private:
  void End() {
    std::string response;
    for (size_t i = 0; i < results_.size(); ++i) {
      std::string outcome = OutcomeOf(i);
      // The first goes on however long it is: sent alone it would be no
      // shorter.
      const bool fits = i == 0 || response.size() + outcome.size() <=
                                      limits::kMaxBatchAnswerBytes;
      AppendField(kResults, fits ? outcome : LeftOut(), response);
    }
    std::move(call_.end)(std::move(response));
  }

  // In place of an answer for which there is no room. It is not noted: what it
  // stands for was.
  std::string LeftOut() const {
    Error error;
    error.code = absl::StatusCode::kResourceExhausted;
    error.reason = "ANSWER_LEFT_OUT";
    error.metadata = {{"limit", std::to_string(limits::kMaxBatchAnswerBytes)},
                      {"outcome", "unknown"}};
    std::string outcome;
    AppendField(kError, call_.render(error), outcome);
    return outcome;
  }

  std::string OutcomeOf(size_t index) {
    const absl::StatusOr<std::string>& result = results_[index];
    std::string outcome;
    if (result.ok()) {
      AppendField(kResponse, *result, outcome);
      return outcome;
    }
    Error error = FromStatus(result.status());
    if (is_together_) NamePlace(index, error);
    AppendField(kError, call_.render(error), outcome);
    // What keeps one element from being decided often keeps them all: noted
    // once. A refusal is noted each time.
    if (!error.receipt.empty() || noted_.insert(error.reason).second) {
      call_.note(error, result.status());
    }
    return outcome;
  }

  BatchCall call_;
  const bool is_together_;
  std::vector<absl::StatusOr<std::string>> results_;
  std::set<std::string> noted_;
  std::atomic<size_t> open_;
};

}  // namespace

std::string BatchPlace(size_t index) {
  return std::string(kRequests) + "[" + std::to_string(index) + "]";
}

absl::Status CheckBatch(const Method& method) {
  const google::protobuf::MethodDescriptor& descriptor = *method.descriptor;
  const Descriptor& request = *descriptor.input_type();
  const FieldDescriptor* const results =
      descriptor.output_type()->FindFieldByNumber(kResults);
  if (IsMessage(RequestsOf(request), true) && IsMessage(results, true) &&
      (SwitchOf(request) != nullptr) == (method.together != nullptr)) {
    const Descriptor& result = *results->message_type();
    const FieldDescriptor* const error = result.FindFieldByNumber(kError);
    if (IsMessage(result.FindFieldByNumber(kResponse), false) &&
        IsMessage(error, false) &&
        error->message_type() == google::rpc::Status::descriptor()) {
      return absl::OkStatus();
    }
  }
  return absl::FailedPreconditionError(
      descriptor.full_name() +
      ": a batch has `requests`, typed `results`, and `all_or_nothing` where "
      "it can be that");
}

void RunBatch(const Method& method, BatchCall call) {
  const CallContext context = call.context;
  const std::shared_ptr<const Message> batch = std::move(call.request);
  const google::protobuf::Reflection& reflection = *batch->GetReflection();
  const FieldDescriptor* const field = RequestsOf(*batch->GetDescriptor());
  const int size = reflection.FieldSize(*batch, field);
  if (size == 0) return std::move(call.end)(std::string());
  const bool is_together = IsAllOrNothing(*batch);
  const auto results = std::make_shared<Results>(
      std::move(call), static_cast<size_t>(size), is_together);
  std::vector<BatchElement> elements;
  elements.reserve(static_cast<size_t>(size));
  for (int i = 0; i < size; ++i) {
    // An element lives as long as the batch it is part of.
    elements.push_back(
        {std::shared_ptr<const Message>(
             batch, &reflection.GetRepeatedMessage(*batch, field, i)),
         [results, i](absl::StatusOr<std::string> result) {
           results->Take(static_cast<size_t>(i), std::move(result));
         }});
  }
  if (is_together) return method.together(context, std::move(elements));
  for (BatchElement& element : elements) {
    method.handler(context, std::move(element.request),
                   std::move(element.respond));
  }
}

}  // namespace epiledger::rpc
