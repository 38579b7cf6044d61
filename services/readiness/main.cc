// The readiness service.
#include <memory>

#include "services/host/service_main.h"
#include "services/readiness/readiness_commands.h"
#include "services/readiness/readiness_errors.h"
#include "services/readiness/readiness_service.h"

int main(int argc, char** argv) {
  namespace readiness = epiledger::readiness;
  namespace host = epiledger::host;
  const auto desk = std::make_shared<readiness::TokenDesk>();
  const host::ServiceDefinition definition{
      "readiness", readiness::ReadinessMessages(),
      [desk](const host::Backend& backend) {
        return readiness::ReadinessMethods(backend, desk);
      }};
  return host::ServiceMain(definition, readiness::ReadinessHooks(desk), argc,
                           argv);
}
