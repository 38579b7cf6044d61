// SignIn: `POST /sign-in`, which gives the token of a sign-in link's code.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_

#include <memory>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/time/time.h"
#include "services/clock.h"
#include "services/gateway/web/sign_in_links.h"
#include "services/gateway/web/web_answer.h"
#include "services/rpc/error.h"
#include "services/rpc/messages.h"
#include "services/rpc/refusal_limit.h"

namespace epiledger::gateway {

inline constexpr std::string_view kSignInPath = "/sign-in";

// Thread-safe.
class SignIn {
 public:
  // Without `links` every code is unknown. `clock` outlives it.
  SignIn(std::optional<SignInLinks> links,
         std::shared_ptr<const rpc::MessageCatalogue> messages,
         const Clock& clock)
      : links_(std::move(links)),
        messages_(std::move(messages)),
        clock_(clock) {}

  // Answers, in JSON, 200 `{"token":"…"}`, or `{"reason":"…","message":"…"}`,
  // the message in the language asked for:
  //   400  MALFORMED: not `{"code":"…"}`
  //   404  SIGN_IN_LINK_UNKNOWN: unknown, used, or too old
  //   405, 415  MALFORMED: another method than POST, another type than JSON
  //   429  TOO_MANY_REFUSALS: limits::kMaxRefusals codes from this address
  //        were unknown within a minute
  [[nodiscard]] WebAnswer Answer(const WebRequest& request);

 private:
  [[nodiscard]] WebAnswer Exchange(const WebRequest& request);
  [[nodiscard]] WebAnswer HaveWait(absl::Duration wait,
                                   const WebRequest& request) const;
  [[nodiscard]] WebAnswer Refuse(int status, const rpc::Error& error,
                                 const WebRequest& request) const;

  const std::optional<SignInLinks> links_;
  const std::shared_ptr<const rpc::MessageCatalogue> messages_;
  const Clock& clock_;
  rpc::RefusalLimit refusals_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_SIGN_IN_H_
