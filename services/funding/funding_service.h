// The method table of epiledger.funding.v1.FundingService.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_SERVICE_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_SERVICE_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::funding {

[[nodiscard]] rpc::MethodTable FundingMethods(const host::Backend& backend);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_SERVICE_H_
