// Sight: what a caller may see of the county's goods where the method itself
// filters.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
#define EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_

#include "services/host/sight.h"
#include "services/rpc/caller.h"

namespace epiledger::supplies {

using host::PrefixSeen;
using host::SeesFacilities;

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

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SIGHT_H_
