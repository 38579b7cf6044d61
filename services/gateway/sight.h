// Sight: how much of a picture a caller may read. The gateway asks the services
// as itself and gets everything, so what each service would keep from the
// caller is left out here.
#ifndef EPILEDGER_SERVICES_GATEWAY_SIGHT_H_
#define EPILEDGER_SERVICES_GATEWAY_SIGHT_H_

#include <cstddef>

#include "google/protobuf/message.h"
#include "services/rpc/caller.h"

namespace epiledger::gateway {

struct Sight {
  // Allocations and what became of them.
  bool money = false;
  // Supplies facility by facility; without it only by item over the county.
  bool supplies_by_facility = false;
  bool readiness = false;
  // Names and telephone numbers.
  bool names = false;

  bool operator==(const Sight&) const = default;
};

// What the caller's roles that reach over the whole county show together.
[[nodiscard]] Sight SightOfCounty(const rpc::Caller& caller);

// The same for one facility, which is the caller's own where its roles are
// bound to one.
[[nodiscard]] Sight SightOfFacility(const rpc::Caller& caller);

// Whether messages of this type have such fields as ErasePersonal empties.
[[nodiscard]] bool HasPersonal(const google::protobuf::Descriptor& type);

// Empties every field of `message`, and of what it holds, whose rule says that
// it is personal.
void ErasePersonal(google::protobuf::Message& message);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_SIGHT_H_
