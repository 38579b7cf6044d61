// What the HTTPS port is asked, and what it answers.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/functional/any_invocable.h"

namespace epiledger::gateway {

// As it came, unjudged.
struct WebRequest {
  // `GET` and the like.
  std::string method;
  // With the query: `/hq/overview?lang=zh`.
  std::string target;
  // Headers; empty where they are not there.
  std::string authorization;
  std::string accept_language;
  std::string accept_encoding;
  std::string content_type;
  std::string if_none_match;
  // Whom it comes from, as an address.
  std::string address;
  std::string body;
};

// Whether a browser may keep an answer.
enum class Keeping {
  // Data never is.
  kNever,
  // It asks each time whether it still holds.
  kWhileCurrent,
  // Another content would have another path.
  kForever,
};

// Shared with others that are answered the same; never null.
using WebBody = std::shared_ptr<const std::string>;

[[nodiscard]] inline WebBody ToBody(std::string text) {
  return std::make_shared<const std::string>(std::move(text));
}

struct WebAnswer {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  WebBody body = ToBody("");
  Keeping keeping = Keeping::kNever;
  // More headers, by name.
  std::vector<std::pair<std::string_view, std::string>> headers;
};

// Called once, from any thread.
using WebRespond = absl::AnyInvocable<void(WebAnswer) &&>;
// Must not block.
using WebHandler =
    std::function<void(const WebRequest& request, WebRespond respond)>;

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_
