// ConservationService: the method table of conservation.
#ifndef EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable ConservationMethods(
    const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_SERVICE_H_
