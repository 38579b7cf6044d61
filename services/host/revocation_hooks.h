// RevocationHooks: a service's main program follows the revoked tokens.
#ifndef EPILEDGER_SERVICES_HOST_REVOCATION_HOOKS_H_
#define EPILEDGER_SERVICES_HOST_REVOCATION_HOOKS_H_

#include "services/host/service_main.h"

namespace epiledger::host {

// The flags `--readiness` (host and port) and
// `--revocation-list` (the file), and a follower while it serves. Without
// `--readiness` revoked tokens hold until they end, and the log says so.
[[nodiscard]] ServiceHooks RevocationHooks();

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_REVOCATION_HOOKS_H_
