// FollowHooks: a service's main program follows another service.
#ifndef EPILEDGER_SERVICES_FOLLOW_FOLLOW_HOOKS_H_
#define EPILEDGER_SERVICES_FOLLOW_FOLLOW_HOOKS_H_

#include "services/follow/following.h"
#include "services/host/service_main.h"

namespace epiledger::follow {

// `hooks`, and the flag `--SOURCE` (host and port of the service that is
// followed), with a follower while the program serves. Without the flag nothing
// is followed, and the log says so.
[[nodiscard]] host::ServiceHooks FollowHooks(Following following,
                                             host::ServiceHooks hooks);

}  // namespace epiledger::follow

#endif  // EPILEDGER_SERVICES_FOLLOW_FOLLOW_HOOKS_H_
