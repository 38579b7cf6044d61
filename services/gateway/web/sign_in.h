// SignIn: `POST /sign-in`, which gives the token of a sign-in link's code.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_

#include <optional>
#include <string_view>
#include <utility>

#include "services/clock.h"
#include "services/gateway/web/sign_in_links.h"
#include "services/gateway/web/web_answer.h"
#include "services/rpc/refusal_limit.h"

namespace epiledger::gateway {

inline constexpr std::string_view kSignInPath = "/sign-in";

// Thread-safe.
class SignIn {
 public:
  // Without `links` every code is unknown. `clock` outlives it.
  SignIn(std::optional<SignInLinks> links, const Clock& clock)
      : links_(std::move(links)), clock_(clock) {}

  // Answers, in JSON,
  //   200  `{"token":"…"}`
  //   400  `{"reason":"MALFORMED"}`: not `{"code":"…"}`
  //   404  `{"reason":"SIGN_IN_LINK_UNKNOWN"}`: unknown, used, or too old
  //   405, 415  another method than POST, another type than JSON
  //   429  `{"reason":"TOO_MANY_REFUSALS"}`: limits::kMaxRefusals codes from
  //        this address were unknown within a minute
  [[nodiscard]] WebAnswer Answer(const WebRequest& request);

 private:
  [[nodiscard]] WebAnswer Exchange(const WebRequest& request);

  const std::optional<SignInLinks> links_;
  const Clock& clock_;
  rpc::RefusalLimit refusals_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_
