#include "services/rpc/caller.h"

#include <algorithm>

namespace epiledger::rpc {

bool Caller::HasRole(auth::v1::Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace epiledger::rpc
