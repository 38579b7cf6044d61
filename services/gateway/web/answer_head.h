// The lines before an answer's body, with what a browser is told to keep to:
// our own files, nothing inline, in nobody's frame. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_ANSWER_HEAD_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_ANSWER_HEAD_H_

#include <string>
#include <string_view>

#include "services/gateway/web/web_answer.h"

namespace epiledger::gateway {

// `keep`: the connection is there for another request.
[[nodiscard]] std::string HeadOf(const WebAnswer& answer, bool keep);

// Of a body that comes in chunks.
[[nodiscard]] std::string HeadOfStream(std::string_view content_type,
                                       bool keep);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_ANSWER_HEAD_H_
