// The method tables of readiness.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_

#include <memory>

#include "services/host/method_set.h"
#include "services/readiness/token_desk.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

// epiledger.readiness.v1.RegisterService, SubjectProposalService and
// ReadinessService.
[[nodiscard]] rpc::MethodTable ReadinessMethods(
    const host::Backend& backend, const std::shared_ptr<TokenDesk>& desk);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_SERVICE_H_
