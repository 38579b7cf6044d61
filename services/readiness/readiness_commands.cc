#include "services/readiness/readiness_commands.h"

#include <cstdio>
#include <string>

#include "CLI/CLI.hpp"
#include "services/clock.h"
#include "services/readiness/api_time.h"
#include "services/readiness/bootstrap.h"

namespace epiledger::readiness {
namespace {

int RunBootstrap(const BootstrapOptions& options) {
  const absl::StatusOr<BootstrapResult> result =
      Bootstrap(options, SystemClock());
  if (!result.ok()) {
    static_cast<void>(std::fprintf(
        stderr, "%s\n", std::string(result.status().message()).c_str()));
    return 1;
  }
  std::printf("The first operator's token is in %s and ends at %s.\n",
              options.token_file.c_str(), ToText(result->expires).c_str());
  return 0;
}

void AddBootstrap(CLI::App& program, int& exit_code) {
  const auto options = std::make_shared<BootstrapOptions>();
  options->issuer = host::ProcessOptions().token_issuer;
  options->audience = host::ProcessOptions().token_audience;
  CLI::App& command = *program.add_subcommand(
      "bootstrap",
      "Make the key of tokens and the first operator's token, once.");
  const auto add = [&command](const std::string& flag, std::string& value,
                              const std::string& help) {
    host::AddFlag(command, flag, value, help);
  };
  add("--token-key", options->key_file,
      "private key of tokens; made when it is not there");
  add("--token-public-key", options->public_key_file,
      "where its public key goes");
  add("--token-file", options->token_file, "where the token goes, mode 0600");
  add("--token-issuer", options->issuer, "issuer of tokens");
  add("--token-audience", options->audience, "audience of tokens");
  add("--subject", options->subject, "opaque id of the first operator");
  for (const char* flag :
       {"--token-key", "--token-public-key", "--token-file"}) {
    command.get_option(flag)->required();
  }
  host::AddSwitch(command, "--renew", options->renew,
                  "write another token although it was done");
  command.callback(
      [options, &exit_code] { exit_code = RunBootstrap(*options); });
}

}  // namespace

host::ServiceHooks ReadinessHooks(const std::shared_ptr<TokenDesk>& desk) {
  struct Files {
    std::string key;
    std::string revocation_list;
  };
  const auto files = std::make_shared<Files>();
  host::ServiceHooks hooks;
  hooks.add_flags = [files](CLI::App& serve) {
    host::AddFlag(serve, "--token-key", files->key,
                  "private key that signs tokens, PEM, mode 0600");
    serve.get_option("--token-key")->required();
    host::AddFlag(serve, "--revocation-list", files->revocation_list,
                  "where the revoked tokens are kept beside the books, which "
                  "may be restored from before");
  };
  hooks.started = [desk, files](
                      host::Process& process,
                      const host::ProcessOptions& options) -> absl::Status {
    return desk->Open(
        {files->key, options.token_issuer, options.token_audience},
        process.books(), process.tokens(), files->revocation_list);
  };
  hooks.add_figures = [desk](metrics::Readings& readings) {
    if (const auto lost = desk->LostRevocations(); lost.has_value()) {
      readings.AddCount(metrics::Figure::kRevocationsLost, *lost);
    }
  };
  hooks.stopping = [desk] { desk->Close(); };
  hooks.add_commands = &AddBootstrap;
  return hooks;
}

}  // namespace epiledger::readiness
