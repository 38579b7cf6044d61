// The gateway's flags.
#ifndef EPILEDGER_SERVICES_GATEWAY_GATEWAY_FLAGS_H_
#define EPILEDGER_SERVICES_GATEWAY_GATEWAY_FLAGS_H_

#include "services/gateway/gateway.h"
#include "services/host/program.h"

namespace epiledger::gateway {

// Adds to `serve` the flags that fill in `options`, which must outlive it.
void AddGatewayFlags(CLI::App& serve, GatewayOptions& options);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_GATEWAY_FLAGS_H_
