// What readiness adds to a service's main program: the key of tokens while it
// serves, and the command `bootstrap`.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_COMMANDS_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_COMMANDS_H_

#include <memory>

#include "services/host/service_main.h"
#include "services/readiness/token_desk.h"

namespace epiledger::readiness {

// `desk` is opened when the process serves, and closed before it stops.
[[nodiscard]] host::ServiceHooks ReadinessHooks(
    const std::shared_ptr<TokenDesk>& desk);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_COMMANDS_H_
