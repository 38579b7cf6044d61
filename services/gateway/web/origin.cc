#include "services/gateway/web/origin.h"

#include "absl/strings/match.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

constexpr std::string_view kScheme = "https://";

}  // namespace

bool IsOwnOrigin(std::string_view origin, std::string_view host) {
  if (origin.empty()) return true;
  return origin.starts_with(kScheme) &&
         absl::EqualsIgnoreCase(ToAbsl(origin.substr(kScheme.size())),
                                ToAbsl(host));
}

}  // namespace epiledger::gateway
