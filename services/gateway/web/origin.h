// Where a request may come from: pages of this address alone. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_ORIGIN_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_ORIGIN_H_

#include <string_view>

namespace epiledger::gateway {

// Whether `origin`, a header that browsers put to whatever a page sends, is
// that of the `Host` asked. Without one it is no page's: programs have none,
// and a page cannot leave it out.
[[nodiscard]] bool IsOwnOrigin(std::string_view origin, std::string_view host);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_ORIGIN_H_
