// Site: the paths of the HTTPS port that are no methods, and what stands there.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_

#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "services/gateway/web/console_files.h"
#include "services/gateway/web/sign_in.h"
#include "services/gateway/web/web_answer.h"
#include "services/rpc/inside_calls.h"

namespace epiledger::gateway {

// Asks the gateway's own methods.
using AskInside = std::function<void(const rpc::InsideCall& call,
                                     rpc::InsideCalls::Done done)>;

// Thread-safe.
class Site {
 public:
  // Without a console the page of headquarters stands at `/`, too.
  Site(AskInside ask, std::optional<ConsoleFiles> console,
       std::unique_ptr<SignIn> sign_in)
      : ask_(std::move(ask)),
        console_(std::move(console)),
        sign_in_(std::move(sign_in)) {}

  // Answers
  //   200  a file of the console; `/hq` or a file of page/; or
  //        `/hq/overview?county=…&lang=zh|en`: the county's overview as
  //        GetOverview shows it to whose token stands in
  //        `Authorization: Bearer`
  //   304  the browser has the file
  //   400, 401, 403, 404, 429, 503, 504, 500  why not, in words, by
  //        GetOverview's code
  //   404  no such path; 405: another method than GET
  // and `/sign-in` as SignIn does.
  void Answer(const WebRequest& request, WebRespond respond) const;

 private:
  const AskInside ask_;
  const std::optional<ConsoleFiles> console_;
  const std::unique_ptr<SignIn> sign_in_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_
