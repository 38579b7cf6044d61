// Sight: what a caller may see of the county where the method itself filters.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
#define EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_

#include <algorithm>
#include <array>
#include <optional>
#include <string>

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

// Whether the caller sees what facilities ask of each other and send: all who
// see them, and the county's warehouse.
[[nodiscard]] inline bool SeesShipments(const rpc::Caller& caller) {
  return SeesFacilities(caller) || caller.HasRole(auth::v1::ROLE_WAREHOUSE);
}

// Whether the caller sees in all facilities where goods are that came of some
// money: all who see these, and finance, which paid for them.
[[nodiscard]] inline bool SeesGoodsOfAll(const rpc::Caller& caller) {
  return SeesFacilities(caller) || caller.HasRole(auth::v1::ROLE_FINANCE);
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

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
