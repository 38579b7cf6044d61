// Sight: what a caller may see of the county where the method itself filters.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
#define EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_

#include <algorithm>
#include <array>

#include "services/rpc/caller.h"

namespace epiledger::supplies {

// Whether the caller sees every facility: HQ, supervision, auditors, services.
// Finance sees the county's items alone, clerks their own facility.
[[nodiscard]] inline bool SeesFacilities(const rpc::Caller& caller) {
  static constexpr std::array kRoles = {auth::v1::ROLE_HEADQUARTERS,
                                        auth::v1::ROLE_SUPERVISION,
                                        auth::v1::ROLE_AUDITOR};
  return caller.IsPeer() ||
         std::any_of(kRoles.begin(), kRoles.end(),
                     [&caller](auto role) { return caller.HasRole(role); });
}

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
