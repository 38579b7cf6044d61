// RecordDenial: what the gateway denied, in the county's access book.
#ifndef EPILEDGER_SERVICES_READINESS_DENIAL_METHOD_H_
#define EPILEDGER_SERVICES_READINESS_DENIAL_METHOD_H_

#include "services/host/method_set.h"
#include "services/rpc/method.h"

namespace epiledger::readiness {

// Writes to the access book, so it is no row of a MethodSet, which writes to
// the ledger.
[[nodiscard]] rpc::Method RecordDenialMethod(const host::Backend& backend);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_DENIAL_METHOD_H_
