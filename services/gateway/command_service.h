// The method table of epiledger.command.v1.CommandService.
#ifndef EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_
#define EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_

#include "services/clock.h"
#include "services/gateway/feeds.h"
#include "services/gateway/forward.h"
#include "services/rpc/method.h"

namespace epiledger::gateway {

// What the methods answer from; all of it outlives the server.
struct CommandBackend {
  Upstreams upstreams;
  Feeds* feeds = nullptr;
  const Clock* clock = nullptr;
};

[[nodiscard]] rpc::MethodTable CommandMethods(const CommandBackend& backend);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_COMMAND_SERVICE_H_
