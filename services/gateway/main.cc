// The gateway.
#include <cstdio>
#include <exception>

#include "services/gateway/gateway_main.h"

int main(int argc, char** argv) {
  try {
    return epiledger::gateway::GatewayMain(argc, argv);
  } catch (const std::exception& exception) {
    (void)std::fprintf(stderr, "gateway: %s\n", exception.what());
  } catch (...) {
    (void)std::fputs("gateway: ended by an unknown exception\n", stderr);
  }
  return 1;
}
