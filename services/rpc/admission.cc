#include "services/rpc/admission.h"

#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "services/limits.h"
#include "services/rpc/authenticate.h"
#include "services/rpc/bytes.h"
#include "services/rpc/error.h"

namespace epiledger::rpc {
namespace {

// Ids of subjects are each county's own; no county's id has a slash.
std::string PersonOf(const Caller& caller) {
  return caller.county + "/" + caller.subject;
}

}  // namespace

absl::StatusOr<PlannedMethod> PlanMethod(
    const google::protobuf::MethodDescriptor* descriptor) {
  absl::StatusOr<AccessRule> rule = AccessRule::Create(descriptor);
  if (!rule.ok()) return rule.status();
  absl::StatusOr<Validator> validator =
      Validator::Create(descriptor->input_type());
  if (!validator.ok()) {
    return absl::FailedPreconditionError(
        descriptor->full_name() + ": " +
        std::string(validator.status().message()));
  }
  const google::protobuf::Message* const prototype =
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(
          descriptor->input_type());
  return PlannedMethod{descriptor, *std::move(rule), *std::move(validator),
                       prototype,
                       descriptor->input_type()->FindFieldByName("request_id")};
}

absl::Status Admission::Admit(const PlannedMethod& method,
                              const Arrival& arrival,
                              const grpc::ByteBuffer& bytes,
                              Admitted& admitted) {
  admitted.context.deadline = arrival.deadline;
  admitted.context.received = options_.clock->Now();
  Caller& caller = admitted.context.caller;
  caller.language = ReadLanguage(arrival.accept_language);
  if (absl::Now() >= arrival.deadline) {
    return absl::DeadlineExceededError("the deadline passed on the way");
  }
  absl::Status status = CheckCaller(method, arrival, caller);
  if (!status.ok()) return status;
  status = ParseRequest(method, bytes, admitted);
  if (!status.ok()) return status;
  status = CheckRequest(method, admitted);
  if (status.ok() && method.request_id != nullptr) {
    admitted.request_id = admitted.request->GetReflection()->GetString(
        *admitted.request, method.request_id);
  }
  return status;
}

absl::Status Admission::CheckCaller(const PlannedMethod& method,
                                    const Arrival& arrival, Caller& caller) {
  const Language language = caller.language;
  absl::StatusOr<Caller> found =
      Authenticate({arrival.certificate_uri, arrival.authorization},
                   options_.callers, options_.tokens.get());
  if (!found.ok()) return found.status();
  caller = *std::move(found);
  caller.language = language;
  const absl::Status refusals = CheckRefusals(caller);
  if (!refusals.ok()) return refusals;
  const MaybeReason reason = DenyByRole(method.rule.access(), caller);
  return reason.has_value() ? Denied(*reason, caller) : absl::OkStatus();
}

absl::Status Admission::CheckRefusals(const Caller& caller) {
  const absl::Duration wait =
      refusals_.Wait(PersonOf(caller), options_.clock->Now());
  if (wait == absl::ZeroDuration()) return absl::OkStatus();
  Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_REFUSALS";
  const int64_t seconds = absl::ToInt64Seconds(wait) + 1;
  error.metadata = {{"limit", std::to_string(limits::kMaxRefusals)},
                    {"wait", std::to_string(seconds)}};
  error.retry_after = absl::Seconds(seconds);
  return ToStatus(error);
}

absl::Status Admission::CheckSize(const grpc::ByteBuffer& bytes) const {
  const size_t size = bytes.Valid() ? bytes.Length() : 0;
  if (size <= options_.max_request_bytes) return absl::OkStatus();
  Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "REQUEST_TOO_LARGE";
  error.metadata = {{"found", std::to_string(size)},
                    {"limit", std::to_string(options_.max_request_bytes)}};
  return ToStatus(error);
}

absl::Status Admission::ParseRequest(const PlannedMethod& method,
                                     const grpc::ByteBuffer& bytes,
                                     Admitted& admitted) const {
  absl::Status status = CheckSize(bytes);
  if (!status.ok()) return status;
  admitted.request.reset(method.prototype->New());
  if (bytes.Valid() && Parse(bytes, *admitted.request)) return absl::OkStatus();
  Error error;
  error.code = absl::StatusCode::kInvalidArgument;
  error.reason = "MALFORMED";
  return ToStatus(error);
}

absl::Status Admission::CheckRequest(const PlannedMethod& method,
                                     Admitted& admitted) {
  absl::StatusOr<std::vector<NamedField>> names =
      method.rule.Names(*admitted.request);
  if (!names.ok()) return names.status();
  admitted.names = *std::move(names);
  const Caller& caller = admitted.context.caller;
  const MaybeReason reason =
      DenyByScope(method.rule.access(), caller, admitted.names);
  if (reason.has_value()) return Denied(*reason, caller);
  return method.validator.Check(*admitted.request);
}

void Admission::NoteRefusal(const Caller& caller) {
  if (caller.IsPeer()) return;
  refusals_.Note(PersonOf(caller), options_.clock->Now());
}

}  // namespace epiledger::rpc
