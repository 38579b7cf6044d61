#include "services/gateway/web/sign_in.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

WebAnswer Json(int status, std::string_view name, std::string_view value) {
  WebAnswer answer;
  answer.status = status;
  answer.content_type = "application/json";
  // Neither has a character that JSON would escape.
  answer.body = ToBody(Concat("{\"", name, "\":\"", value, "\"}"));
  return answer;
}

// The code in `{"code":"…"}`, and nothing where there is none.
std::optional<std::string> CodeIn(const std::string& body) {
  google::protobuf::Struct object;
  if (!google::protobuf::util::JsonStringToMessage(body, &object).ok()) {
    return std::nullopt;
  }
  const auto code = object.fields().find("code");
  if (code == object.fields().end() || !code->second.has_string_value()) {
    return std::nullopt;
  }
  return code->second.string_value();
}

}  // namespace

WebAnswer SignIn::Answer(const WebRequest& request) {
  if (request.method != "POST") {
    WebAnswer answer = Json(405, "reason", "ONLY_POST");
    answer.headers = {{"Allow", "POST"}};
    return answer;
  }
  if (!absl::StartsWithIgnoreCase(request.content_type, "application/json")) {
    return Json(415, "reason", "ONLY_JSON");
  }
  return Exchange(request);
}

WebAnswer SignIn::Exchange(const WebRequest& request) {
  const absl::Time now = clock_.Now();
  const absl::Duration wait = refusals_.Wait(request.address, now);
  if (wait > absl::ZeroDuration()) {
    WebAnswer answer = Json(429, "reason", "TOO_MANY_REFUSALS");
    answer.headers = {{"Retry-After", Concat(absl::ToInt64Seconds(wait) + 1)}};
    return answer;
  }
  const std::optional<std::string> code = CodeIn(request.body);
  if (!code.has_value()) return Json(400, "reason", "MALFORMED");
  if (links_.has_value()) {
    const absl::StatusOr<std::string> token = links_->Take(*code);
    if (token.ok()) return Json(200, "token", *token);
  }
  refusals_.Note(request.address, now);
  return Json(404, "reason", "SIGN_IN_LINK_UNKNOWN");
}

}  // namespace epiledger::gateway
