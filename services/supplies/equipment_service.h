// The method table of epiledger.supplies.v1.EquipmentService.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_SERVICE_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable EquipmentMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EQUIPMENT_SERVICE_H_
