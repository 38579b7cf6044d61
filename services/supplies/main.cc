// The supplies service.
#include "services/host/revocation_hooks.h"
#include "services/host/service_main.h"
#include "services/supplies/supplies_errors.h"
#include "services/supplies/supplies_service.h"

int main(int argc, char** argv) {
  const epiledger::host::ServiceDefinition definition{
      "supplies", epiledger::supplies::SuppliesMessages(),
      &epiledger::supplies::SuppliesMethods};
  return epiledger::host::ServiceMain(
      definition, epiledger::host::RevocationHooks(), argc, argv);
}
