// The method table of the supplies service: SuppliesService, CatalogueService,
// CountSheetService, EquipmentService and LotService of epiledger.supplies.v1.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_SERVICE_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable SuppliesMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_SERVICE_H_
