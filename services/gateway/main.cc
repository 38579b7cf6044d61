// The gateway.
#include <cstdio>
#include <exception>

#include "services/gateway/gateway_main.h"

// Read by jemalloc: freed memory goes back to the system after half a second,
// not ten. Pictures are large and short-lived, and each of many watchers has
// its own buffers for a moment (decision 8).
extern "C" {
extern const char* const malloc_conf;
const char* const malloc_conf = "dirty_decay_ms:500";
}

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
