// The methods of bulletins: their recording, which the gateway alone calls, and
// their reads.
#ifndef EPILEDGER_SERVICES_READINESS_BULLETIN_SERVICE_H_
#define EPILEDGER_SERVICES_READINESS_BULLETIN_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::readiness {

[[nodiscard]] rpc::MethodTable BulletinMethods(const host::Backend& backend);

// A service of its own, which the gateway does not pass on.
[[nodiscard]] rpc::MethodTable BulletinRecordMethods(
    const host::Backend& backend);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BULLETIN_SERVICE_H_
