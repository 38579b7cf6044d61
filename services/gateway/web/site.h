// Site: the paths of the HTTPS port, and what stands there.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_

#include <functional>
#include <utility>

#include "services/gateway/web/web_answer.h"
#include "services/rpc/inside_calls.h"

namespace epiledger::gateway {

// Asks the gateway's own methods.
using AskInside = std::function<void(const rpc::InsideCall& call,
                                     rpc::InsideCalls::Done done)>;

// Thread-safe.
class Site {
 public:
  explicit Site(AskInside ask) : ask_(std::move(ask)) {}

  // Answers
  //   200  a file of page/, or `/hq/overview?county=…&lang=zh|en`: the county's
  //        overview as GetOverview shows it to whose token stands in
  //        `Authorization: Bearer`
  //   400, 401, 403, 404, 429, 503, 504, 500  why not, in words, by
  //   GetOverview's
  //        code
  //   404  no such path; 405: another method than GET
  void Answer(const WebRequest& request, WebRespond respond) const;

 private:
  const AskInside ask_;
};

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_SITE_H_
