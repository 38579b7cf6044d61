// LotService: the method table of lots in the stores.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOT_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOT_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable LotMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOT_SERVICE_H_
