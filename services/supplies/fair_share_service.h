// FairShareService: the method table of fair shares.
#ifndef EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable FairShareMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_SERVICE_H_
