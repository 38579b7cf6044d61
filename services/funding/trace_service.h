// MoneyTraceService: the method table of what money and orders have to do with
// each other.
#ifndef EPILEDGER_SERVICES_FUNDING_TRACE_SERVICE_H_
#define EPILEDGER_SERVICES_FUNDING_TRACE_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::funding {

[[nodiscard]] rpc::MethodTable TraceMethods(const host::Backend& backend);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_TRACE_SERVICE_H_
