// The method table of epiledger.command.v1.PatientUseService.
#ifndef EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_SERVICE_H_

#include "services/gateway/forward.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

// `upstreams` outlive the server.
[[nodiscard]] rpc::MethodTable PatientUseMethods(const Upstreams& upstreams);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_PATIENT_USE_SERVICE_H_
