// GoodsTraceService: the method table of goods by where they came from.
#ifndef EPILEDGER_SERVICES_SUPPLIES_TRACE_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_TRACE_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable TraceMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_TRACE_SERVICE_H_
