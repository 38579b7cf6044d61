// The files of page/, compiled in.
#ifndef EPILEDGER_SERVICES_GATEWAY_WEB_PAGE_FILES_H_
#define EPILEDGER_SERVICES_GATEWAY_WEB_PAGE_FILES_H_

#include <string_view>

namespace epiledger::gateway {

extern const std::string_view kIndexHtml;
extern const std::string_view kPageCss;
extern const std::string_view kPageJs;

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_WEB_PAGE_FILES_H_
