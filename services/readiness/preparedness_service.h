// The methods of plans, drills, inspections, findings and the duty roster.
#ifndef EPILEDGER_SERVICES_READINESS_PREPAREDNESS_SERVICE_H_
#define EPILEDGER_SERVICES_READINESS_PREPAREDNESS_SERVICE_H_

#include <vector>

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

// What `backend` points to outlives the methods.
[[nodiscard]] std::vector<rpc::MethodTable> PreparednessMethods(
    const host::Backend& backend);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PREPAREDNESS_SERVICE_H_
