// The gateway.
#include "CLI/CLI.hpp"
#include "services/gateway/gateway.h"
#include "services/gateway/gateway_flags.h"
#include "services/host/log.h"
#include "services/host/program.h"
#include "services/limits.h"
#include "services/text.h"

namespace {

using epiledger::Concat;
using epiledger::SystemClock;
using epiledger::gateway::Gateway;
using epiledger::gateway::GatewayOptions;
namespace host = epiledger::host;

int Serve(const GatewayOptions& options) {
  const host::StopSignals signals;
  const SystemClock clock;
  const auto gateway = Gateway::Start(options, clock);
  if (!gateway.ok()) return host::Fail(gateway.status());
  host::LogInfo(Concat("gateway serves on port ", (*gateway)->port()));
  signals.Wait();
  host::LogInfo("draining");
  (*gateway)->Drain(epiledger::limits::kDrainGrace);
  host::LogInfo("stopped");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program("The gateway of EpiLedger.", "gateway");
  program.require_subcommand(1);
  int exit_code = 0;
  GatewayOptions options;
  CLI::App* const serve = program.add_subcommand("serve", "Serve the API.");
  epiledger::gateway::AddGatewayFlags(*serve, options);
  serve->callback([&] { exit_code = Serve(options); });
  return host::RunProgram(program, argc, argv, exit_code);
}
