// Sight: what a caller may see of a county where a method itself filters.
#ifndef EPILEDGER_SERVICES_HOST_SIGHT_H_
#define EPILEDGER_SERVICES_HOST_SIGHT_H_

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "services/rpc/caller.h"

namespace epiledger::host {

// Whether the caller sees every facility: HQ, supervision, auditors, services.
// Finance sees what is the county's alone, clerks their own facility.
[[nodiscard]] inline bool SeesFacilities(const rpc::Caller& caller) {
  static constexpr std::array kRoles = {auth::v1::ROLE_HEADQUARTERS,
                                        auth::v1::ROLE_SUPERVISION,
                                        auth::v1::ROLE_AUDITOR};
  return caller.IsPeer() ||
         std::any_of(kRoles.begin(), kRoles.end(),
                     [&caller](auto role) { return caller.HasRole(role); });
}

// What the keys of things kept by facility begin with that the caller may see
// of those asked for: of one facility (`{facility}/`), or of all when empty;
// nothing when there are none.
[[nodiscard]] inline std::optional<std::string> PrefixSeen(
    std::string asked, const rpc::Caller& caller) {
  if (SeesFacilities(caller)) return asked;
  std::string own = caller.facility + "/";
  if (own.size() == 1 || (!asked.empty() && asked != own)) return std::nullopt;
  return own;
}

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_SIGHT_H_
