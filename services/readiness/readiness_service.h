// The method tables of readiness.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_

#include "services/host/method_set.h"
#include "services/readiness/token_methods.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

// epiledger.readiness.v1.RegisterService and ReadinessService.
[[nodiscard]] rpc::MethodTable ReadinessMethods(const host::Backend& backend,
                                                const TokenOptions& tokens);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_
