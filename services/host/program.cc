#include "services/host/program.h"

#include <cstdio>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/synchronization/mutex.h"
#include "services/host/log.h"
#include "services/host/steady_waits.h"
#include "services/metrics/exposer.h"
#include "services/rpc/openssl.h"
#include "services/rpc/tls.h"

namespace epiledger::host {
namespace {

std::string EnvironmentName(const std::string& flag) {
  std::string name = "EPILEDGER_";
  for (const char c : flag.substr(2)) {
    name.push_back(
        c == '-' ? '_' : absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

template <typename T>
CLI::Option* AddOption(CLI::App& command, const std::string& flag, T& value,
                       const std::string& help) {
  return command.add_option(flag, value, help)
      ->envname(EnvironmentName(flag))
      ->capture_default_str();
}

}  // namespace

CLI::Option* AddFlag(CLI::App& command, const std::string& flag,
                     std::string& value, const std::string& help) {
  return AddOption(command, flag, value, help);
}

CLI::Option* AddFlag(CLI::App& command, const std::string& flag, int& value,
                     const std::string& help) {
  return AddOption(command, flag, value, help);
}

CLI::Option* AddFlag(CLI::App& command, const std::string& flag,
                     std::vector<std::string>& values,
                     const std::string& help) {
  return AddOption(command, flag, values, help)->delimiter(',');
}

CLI::Option* AddSwitch(CLI::App& command, const std::string& flag, bool& value,
                       const std::string& help) {
  return command.add_flag(flag, value, help)->envname(EnvironmentName(flag));
}

void AddKeyPairFlags(CLI::App& command, const std::string& prefix,
                     rpc::TlsFiles& files, const std::string& help) {
  AddFlag(command, prefix + "-certificate", files.certificate, help)
      ->required();
  AddFlag(command, prefix + "-key", files.key, "its key, PEM, mode 0600")
      ->required();
}

void AddTokenFlags(CLI::App& command, std::string& keys, std::string& issuer,
                   std::string& audience) {
  AddFlag(command, "--token-keys", keys,
          "public keys of persons' tokens, a file or folder")
      ->required();
  AddFlag(command, "--token-issuer", issuer, "issuer of tokens");
  AddFlag(command, "--token-audience", audience, "audience of tokens");
}

void AddMetricsFlags(CLI::App& command, metrics::ExposerOptions& options) {
  CLI::Option* const port =
      AddFlag(command, "--metrics-port", options.port,
              "port of loopback where the figures are read; none: no port");
  CLI::Option* const file =
      AddFlag(command, "--metrics-token-file", options.token_file,
              "holds the token of those who read them, mode 0600");
  port->needs(file);
}

void StopLookingForLockCycles() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

namespace {

std::string CommandsOf(const CLI::App& program) {
  std::string names;
  for (const CLI::App* command :
       program.get_subcommands([](const CLI::App*) { return true; })) {
    names += (names.empty() ? "" : ", ") + command->get_name();
  }
  return names;
}

// What was typed and is not known is named before what is missing; empty when
// the parser's own words say it all.
std::string ExplainUnknown(const CLI::App& program) {
  const std::vector<std::string> unknown = program.remaining(true);
  const bool names_command = !program.get_subcommands().empty();
  if (unknown.empty() && names_command) return "";
  if (unknown.empty()) {
    return program.get_name() + ": say what to do: " + CommandsOf(program);
  }
  const std::string word =
      program.get_name() + ": `" + unknown.front() + "` is not known";
  return names_command ? word + " here"
                       : word + "; commands: " + CommandsOf(program);
}

}  // namespace

int RunProgram(CLI::App& program, int argc, char** argv, const int& exit_code) {
  StopLookingForLockCycles();
  rpc::KeepOpensslToTheEnd();
  try {
    program.parse(argc, argv);
  } catch (const CLI::RequiredError& error) {
    const std::string unknown = ExplainUnknown(program);
    if (unknown.empty()) {
      static_cast<void>(program.exit(error));
    } else {
      static_cast<void>(
          std::fprintf(stderr, "%s\nRun with --help for more information.\n",
                       unknown.c_str()));
    }
    return kUsage;
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kUsage;
  }
  return exit_code;
}

int Fail(const absl::Status& status) {
  static_cast<void>(
      std::fprintf(stderr, "%s\n", std::string(status.message()).c_str()));
  return kFailed;
}

StopSignals::StopSignals() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  static_cast<void>(std::signal(SIGPIPE, SIG_IGN));
  static_cast<void>(std::signal(SIGXFSZ, SIG_IGN));
  if (!WaitsAreSteady()) {
    LogError("a clock that is set back will make waits longer");
  }
}

void StopSignals::Wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
}

}  // namespace epiledger::host
