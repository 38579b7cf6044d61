#include "services/host/program.h"

#include <cstdio>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/synchronization/mutex.h"

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

void StopLookingForLockCycles() {
  absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
}

int RunProgram(CLI::App& program, int argc, char** argv, const int& exit_code) {
  StopLookingForLockCycles();
  try {
    program.parse(argc, argv);
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
}

void StopSignals::Wait() const {
  int signal = 0;
  sigwait(&signals_, &signal);
}

}  // namespace epiledger::host
