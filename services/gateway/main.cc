// The gateway.
#include "services/gateway/gateway_main.h"

int main(int argc, char** argv) {
  return epiledger::gateway::GatewayMain(argc, argv);
}
