// The methods of forms and of what reports add up to.
#ifndef EPILEDGER_SERVICES_READINESS_FORM_SERVICE_H_
#define EPILEDGER_SERVICES_READINESS_FORM_SERVICE_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

[[nodiscard]] rpc::MethodTable FormMethods(const host::Backend& backend);
[[nodiscard]] rpc::MethodTable ReportTotalsMethods(
    const host::Backend& backend);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_FORM_SERVICE_H_
