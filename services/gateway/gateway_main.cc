#include "services/gateway/gateway_main.h"

#include <string>

#include "CLI/CLI.hpp"
#include "services/clock.h"
#include "services/gateway/gateway.h"
#include "services/gateway/sign_in_command.h"
#include "services/host/log.h"
#include "services/host/program.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::gateway {
namespace {

using host::AddFlag;
using host::AddKeyPairFlags;
using host::AddSwitch;

void AddTlsFlags(CLI::App& serve, GatewayOptions& options) {
  serve
      .add_option_function<std::string>(
          "--tls-ca",
          [&options](const std::string& ca) {
            options.tls.ca = options.edge.ca = options.gateway.ca = ca;
          },
          "CA of all services, PEM")
      ->envname("EPILEDGER_TLS_CA")
      ->required();
  AddKeyPairFlags(serve, "--tls", options.tls,
                  "certificate of the public port, PEM");
  AddKeyPairFlags(serve, "--edge", options.edge,
                  "certificate that calls are forwarded with, PEM");
  AddKeyPairFlags(serve, "--gateway", options.gateway,
                  "certificate that the gateway asks with, PEM");
}

// Adds the flags that fill in `options`, which must outlive the command.
void AddGatewayFlags(CLI::App& serve, GatewayOptions& options) {
  AddFlag(serve, "--listen", options.listen, "host and port; port 0: free");
  AddSwitch(serve, "--behind-proxy", options.behind_proxy,
            "let it listen beyond loopback: a proxy stands before it");
  AddSwitch(serve, "--require-client-certificate",
            options.require_client_certificate,
            "refuse connections without a certificate of the CA");
  AddFlag(serve, "--https-port", options.https_port,
          "port for browsers on the same host; none: no page");
  AddFlag(serve, "--console-folder", options.console_folder,
          "the built web console; none: headquarters' page alone");
  AddFlag(serve, "--sign-in-folder", options.sign_in_folder,
          "codes of sign-in links, mode 0700; none: no such links");
  AddFlag(serve, "--pandoc", options.pandoc,
          "path of the program that makes DOCX of bulletins");
  AddTlsFlags(serve, options);
  host::AddTokenFlags(serve, options.token_keys, options.token_issuer,
                      options.token_audience);
  for (const SourceId source : kSourceIds) {
    const std::string name(SourceOf(source).name);
    AddFlag(serve, "--" + name, options.services[Index(source)],
            Concat("host and port of the ", name, " service"))
        ->required();
  }
  AddFlag(serve, "--cache-dir", options.cache_folder,
          "where the last pictures are kept for a restart")
      ->required();
  AddFlag(serve, "--county", options.counties,
          "a county whose picture is kept from the start; repeatable");
  host::AddMetricsFlags(serve, options.metrics);
  AddSwitch(serve, "--reflection", options.reflection,
            "let anybody who may connect list the methods");
}

int Serve(const GatewayOptions& options) {
  const host::StopSignals signals;
  host::LogForLibraries();
  const SystemClock clock;
  const auto gateway = Gateway::Start(options, clock);
  if (!gateway.ok()) return host::Fail(gateway.status());
  auto exposer = metrics::Exposer::Start(
      options.metrics,
      [&](metrics::Readings& readings) { (*gateway)->AddFigures(readings); });
  if (!exposer.ok()) return host::Fail(exposer.status());
  host::LogInfo(Concat("gateway serves on port ", (*gateway)->port()));
  if (*exposer != nullptr) {
    host::LogInfo(Concat("figures are at port ", (*exposer)->port()));
  }
  if ((*gateway)->https_port() > 0) {
    host::LogInfo(
        Concat("browsers are served at port ", (*gateway)->https_port()));
  }
  signals.Wait();
  host::LogInfo("draining");
  if (*exposer != nullptr) (*exposer)->StopReading();
  (*gateway)->Drain(limits::kDrainGrace);
  host::LogInfo("stopped");
  return 0;
}

}  // namespace

int GatewayMain(int argc, char** argv) {
  CLI::App program("The gateway of EpiLedger.", "gateway");
  program.require_subcommand(1);
  int exit_code = 0;
  GatewayOptions options;
  CLI::App* const serve = program.add_subcommand("serve", "Serve the API.");
  AddGatewayFlags(*serve, options);
  serve->callback([&] { exit_code = Serve(options); });
  AddSignInCommand(program, exit_code);
  return host::RunProgram(program, argc, argv, exit_code);
}

}  // namespace epiledger::gateway
