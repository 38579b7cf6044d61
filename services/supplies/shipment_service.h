// ShipmentService: the method table of shipments and their receipts.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable ShipmentMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SHIPMENT_SERVICE_H_
