// What the HTTPS port is asked, and what it answers.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/functional/any_invocable.h"

namespace epiledger::gateway {

// As it came, unjudged.
struct WebRequest {
  bool is_get = false;
  // With the query: `/hq/overview?lang=zh`.
  std::string target;
  // Headers; empty where they are not there.
  std::string authorization;
  std::string accept_language;
};

struct WebAnswer {
  int status = 200;
  std::string content_type = "text/html; charset=utf-8";
  std::string body;
  // May be kept by the browser; data never is.
  bool may_be_kept = false;
};

// Called once, from any thread.
using WebRespond = absl::AnyInvocable<void(WebAnswer) &&>;
// Must not block.
using WebHandler =
    std::function<void(const WebRequest& request, WebRespond respond)>;

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_WEB_ANSWER_H_
