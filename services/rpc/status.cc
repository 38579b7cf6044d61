#include "services/rpc/status.h"

#include <string>
#include <utility>

#include "absl/time/time.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "services/limits.h"

namespace epiledger::rpc {
namespace {

constexpr std::string_view kReceiptType =
    "type.googleapis.com/epiledger.type.v1.Receipt";

std::string_view Locale(Language language) {
  return language == Language::kChinese ? "zh-CN" : "en-US";
}

google::rpc::ErrorInfo InfoOf(const Error& error) {
  google::rpc::ErrorInfo info;
  info.set_reason(error.reason);
  info.set_domain(std::string(kErrorDomain));
  info.mutable_metadata()->insert(error.metadata.begin(), error.metadata.end());
  return info;
}

google::rpc::BadRequest BadRequestOf(const Error& error,
                                     const MessageCatalogue& messages,
                                     Language language) {
  google::rpc::BadRequest bad_request;
  for (const FieldViolation& violation : error.violations) {
    auto* field = bad_request.add_field_violations();
    field->set_field(violation.field);
    field->set_description(
        messages.Render(violation.reason, violation.metadata, language));
  }
  return bad_request;
}

google::rpc::RetryInfo RetryOf(absl::Duration after) {
  google::rpc::RetryInfo retry;
  absl::Duration rest;
  retry.mutable_retry_delay()->set_seconds(
      absl::IDivDuration(after, absl::Seconds(1), &rest));
  retry.mutable_retry_delay()->set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(rest)));
  return retry;
}

// What a person reads: the first bad field and how many more there are, or the
// text of the reason.
std::string TextOf(const Error& error,
                   const google::rpc::BadRequest& bad_request,
                   const MessageCatalogue& messages, Language language) {
  if (bad_request.field_violations().empty()) {
    return messages.Render(error.reason, error.metadata, language);
  }
  const auto& first = bad_request.field_violations(0);
  std::string text = first.field();
  text += language == Language::kChinese ? "：" : ": ";
  text += first.description();
  const int more = bad_request.field_violations_size() - 1;
  if (more == 0) return text;
  return text + (language == Language::kChinese
                     ? "（另有 " + std::to_string(more) + " 处错误）"
                     : " (and " + std::to_string(more) + " more)");
}

// Takes bad fields off the end until the whole fits.
void Fit(google::rpc::BadRequest& bad_request, size_t others) {
  auto& fields = *bad_request.mutable_field_violations();
  while (fields.size() > 1 &&
         others + bad_request.ByteSizeLong() > limits::kMaxErrorDetails) {
    fields.RemoveLast();
  }
}

}  // namespace

grpc::Status ToGrpcStatus(const Error& error, const MessageCatalogue& messages,
                          Language language) {
  google::rpc::BadRequest bad_request = BadRequestOf(error, messages, language);
  google::rpc::Status status;
  status.set_code(static_cast<int>(error.code));
  status.set_message(TextOf(error, bad_request, messages, language));
  status.add_details()->PackFrom(InfoOf(error));
  if (error.retry_after.has_value()) {
    status.add_details()->PackFrom(RetryOf(*error.retry_after));
  }
  google::rpc::LocalizedMessage localized;
  localized.set_locale(std::string(Locale(language)));
  localized.set_message(status.message());
  status.add_details()->PackFrom(localized);
  if (!error.receipt.empty()) {
    auto* receipt = status.add_details();
    receipt->set_type_url(std::string(kReceiptType));
    receipt->set_value(error.receipt);
  }
  if (!error.violations.empty()) {
    Fit(bad_request, status.ByteSizeLong());
    status.add_details()->PackFrom(bad_request);
  }
  return grpc::Status(static_cast<grpc::StatusCode>(error.code),
                      status.message(), status.SerializeAsString());
}

Error FromGrpcStatus(const grpc::Status& status) {
  Error error;
  error.code = static_cast<absl::StatusCode>(status.error_code());
  google::rpc::Status details;
  if (!details.ParseFromString(status.error_details())) return error;
  for (const auto& detail : details.details()) {
    google::rpc::ErrorInfo info;
    google::rpc::BadRequest bad_request;
    google::rpc::RetryInfo retry;
    if (detail.UnpackTo(&info)) {
      if (info.domain() != kErrorDomain) continue;
      error.reason = info.reason();
      error.metadata = {info.metadata().begin(), info.metadata().end()};
    } else if (detail.UnpackTo(&bad_request)) {
      for (const auto& field : bad_request.field_violations()) {
        error.violations.push_back({field.field(), field.description(), {}});
      }
    } else if (detail.UnpackTo(&retry)) {
      error.retry_after = absl::Seconds(retry.retry_delay().seconds()) +
                          absl::Nanoseconds(retry.retry_delay().nanos());
    } else if (detail.type_url() == kReceiptType) {
      error.receipt = detail.value();
    }
  }
  return error;
}

}  // namespace epiledger::rpc
