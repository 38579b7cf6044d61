// GatewayMain: what the gateway's main program does: flags → options → gateway
// → wait for SIGTERM or SIGINT → drain.
#ifndef EPILEDGER_SERVICES_GATEWAY_GATEWAY_MAIN_H_
#define EPILEDGER_SERVICES_GATEWAY_GATEWAY_MAIN_H_

namespace epiledger::gateway {

// Returns the program's exit code: 0 done, 1 failed, 2 usage.
[[nodiscard]] int GatewayMain(int argc, char** argv);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_GATEWAY_MAIN_H_
