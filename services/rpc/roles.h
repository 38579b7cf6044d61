// Roles as tokens and people write them, and which of them are bound to one
// facility. Pure functions.
#ifndef EPILEDGER_SERVICES_RPC_ROLES_H_
#define EPILEDGER_SERVICES_RPC_ROLES_H_

#include <optional>
#include <string>
#include <string_view>

#include "epiledger/auth/v1/access.pb.h"

namespace epiledger::rpc {

// ROLE_FINANCE is `finance`.
[[nodiscard]] std::string RoleName(auth::v1::Role role);

// Nothing for a name that no role has.
[[nodiscard]] std::optional<auth::v1::Role> FindRole(std::string_view name);

// True for hospital, warehouse and town: their token names a facility, and
// they may act only there.
[[nodiscard]] bool IsFacilityBound(auth::v1::Role role);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_ROLES_H_
