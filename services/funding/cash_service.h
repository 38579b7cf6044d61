// The method tables of epiledger.funding.v1's AppropriationAdjustmentService,
// DisbursementService, CarryOverService and AgeService.
#ifndef EPILEDGER_SERVICES_FUNDING_CASH_SERVICE_H_
#define EPILEDGER_SERVICES_FUNDING_CASH_SERVICE_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::funding {

[[nodiscard]] rpc::MethodTable CashMethods(const host::Backend& backend);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CASH_SERVICE_H_
