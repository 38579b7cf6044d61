// The method tables of reversals and periods.
#ifndef EPILEDGER_SERVICES_FUNDING_CORRECTION_METHODS_H_
#define EPILEDGER_SERVICES_FUNDING_CORRECTION_METHODS_H_

#include "services/host/method_set.h"

namespace epiledger::funding {

[[nodiscard]] rpc::MethodTable ReversalMethods(const host::Backend& backend);
[[nodiscard]] rpc::MethodTable PeriodMethods(const host::Backend& backend);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CORRECTION_METHODS_H_
