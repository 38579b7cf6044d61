// RequisitionService: the method table of requisitions.
#ifndef EPILEDGER_SERVICES_SUPPLIES_REQUISITION_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_REQUISITION_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable RequisitionMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_REQUISITION_SERVICE_H_
