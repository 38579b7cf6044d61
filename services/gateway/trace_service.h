// The method table of epiledger.command.v1.TraceService.
#ifndef EPILEDGER_SERVICES_GATEWAY_TRACE_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_TRACE_SERVICE_H_

#include "services/gateway/forward.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

// `upstreams` must outlive the server.
[[nodiscard]] rpc::MethodTable TraceMethods(const Upstreams& upstreams);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_TRACE_SERVICE_H_
