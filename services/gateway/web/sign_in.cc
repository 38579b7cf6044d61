#include "services/gateway/web/sign_in.h"

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/limits.h"
#include "services/rpc/arrival.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::Struct;

WebAnswer Json(int status, const Struct& object) {
  std::string text;
  (void)google::protobuf::util::MessageToJsonString(object, &text);
  WebAnswer answer;
  answer.status = status;
  answer.content_type = "application/json";
  answer.body = ToBody(std::move(text));
  return answer;
}

void Put(const std::string& name, std::string_view value, Struct& object) {
  (*object.mutable_fields())[name].set_string_value(std::string(value));
}

// The code in `{"code":"…"}`, and nothing where there is none.
std::optional<std::string> CodeIn(const std::string& body) {
  Struct object;
  if (!google::protobuf::util::JsonStringToMessage(body, &object).ok()) {
    return std::nullopt;
  }
  const auto code = object.fields().find("code");
  if (code == object.fields().end() || !code->second.has_string_value()) {
    return std::nullopt;
  }
  return code->second.string_value();
}

rpc::Error Because(std::string_view reason) {
  rpc::Error error;
  error.reason = reason;
  return error;
}

}  // namespace

WebAnswer SignIn::Answer(const WebRequest& request) {
  if (request.method != "POST") {
    WebAnswer answer = Refuse(405, Because("MALFORMED"), request);
    answer.headers = {{"Allow", "POST"}};
    return answer;
  }
  if (!absl::StartsWithIgnoreCase(request.content_type, "application/json")) {
    return Refuse(415, Because("MALFORMED"), request);
  }
  return Exchange(request);
}

WebAnswer SignIn::Exchange(const WebRequest& request) {
  const absl::Time now = clock_.Now();
  const absl::Duration wait = refusals_.Wait(request.address, now);
  if (wait > absl::ZeroDuration()) return HaveWait(wait, request);
  const std::optional<std::string> code = CodeIn(request.body);
  if (!code.has_value()) return Refuse(400, Because("MALFORMED"), request);
  if (links_.has_value()) {
    const absl::StatusOr<std::string> token = links_->Take(*code);
    Struct object;
    if (token.ok()) {
      Put("token", *token, object);
      return Json(200, object);
    }
  }
  refusals_.Note(request.address, now);
  return Refuse(404, Because("SIGN_IN_LINK_UNKNOWN"), request);
}

WebAnswer SignIn::HaveWait(absl::Duration wait,
                           const WebRequest& request) const {
  const std::string seconds = Concat(absl::ToInt64Seconds(wait) + 1);
  rpc::Error error = Because("TOO_MANY_REFUSALS");
  error.metadata = {{"limit", Concat(limits::kMaxRefusals)}, {"wait", seconds}};
  WebAnswer answer = Refuse(429, error, request);
  answer.headers = {{"Retry-After", seconds}};
  return answer;
}

WebAnswer SignIn::Refuse(int status, const rpc::Error& error,
                         const WebRequest& request) const {
  Struct object;
  Put("reason", error.reason, object);
  Put("message",
      messages_->Render(error.reason, error.metadata,
                        rpc::ReadLanguage(request.accept_language)),
      object);
  return Json(status, object);
}

}  // namespace epiledger::gateway
