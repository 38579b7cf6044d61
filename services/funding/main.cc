// The funding service.
#include "services/follow/follow_hooks.h"
#include "services/funding/funding_errors.h"
#include "services/funding/funding_service.h"
#include "services/funding/rules/arrival_rules.h"
#include "services/host/revocation_hooks.h"
#include "services/host/service_main.h"

int main(int argc, char** argv) {
  const epiledger::host::ServiceDefinition definition{
      "funding", epiledger::funding::FundingMessages(),
      &epiledger::funding::FundingMethods};
  return epiledger::host::ServiceMain(
      definition,
      epiledger::follow::FollowHooks(epiledger::funding::FollowSupplies(),
                                     epiledger::host::RevocationHooks()),
      argc, argv);
}
