// NeedService: the method table of stock levels, suggested orders and
// histories.
#ifndef EPILEDGER_SERVICES_SUPPLIES_NEED_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_NEED_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable NeedMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_NEED_SERVICE_H_
