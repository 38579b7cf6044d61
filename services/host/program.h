// Program: what the main programs of all processes share: flags that are
// environment variables as well, exit codes, and the wait for a stop signal.
#ifndef EPILEDGER_SERVICES_HOST_PROGRAM_H_
#define EPILEDGER_SERVICES_HOST_PROGRAM_H_

#include <csignal>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace epiledger::metrics {
struct ExposerOptions;
}

namespace epiledger::rpc {
struct TlsFiles;
}

namespace epiledger::host {

// Exit codes beside 0, done.
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

// Lets `flag` be given as EPILEDGER_… as well: `--tls-ca` is EPILEDGER_TLS_CA.
// A list is given by repeating the flag, or with commas in between.
CLI::Option* AddFlag(CLI::App& command, const std::string& flag,
                     std::string& value, const std::string& help);
CLI::Option* AddFlag(CLI::App& command, const std::string& flag, int& value,
                     const std::string& help);
CLI::Option* AddFlag(CLI::App& command, const std::string& flag,
                     std::vector<std::string>& values, const std::string& help);
// A switch: on when it is given.
CLI::Option* AddSwitch(CLI::App& command, const std::string& flag, bool& value,
                       const std::string& help);

// `{prefix}-certificate`, with this help, and `{prefix}-key`; both required.
void AddKeyPairFlags(CLI::App& command, const std::string& prefix,
                     rpc::TlsFiles& files, const std::string& help);
// What persons' tokens are judged by: `--token-keys`, which is required,
// `--token-issuer` and `--token-audience`.
void AddTokenFlags(CLI::App& command, std::string& keys, std::string& issuer,
                   std::string& audience);
// Where the figures are read: `--metrics-port` and `--metrics-token-file`.
void AddMetricsFlags(CLI::App& command, metrics::ExposerOptions& options);

// Parses the command line, which runs the commands' callbacks; these set
// `exit_code`. Returns the program's exit code.
[[nodiscard]] int RunProgram(CLI::App& program, int argc, char** argv,
                             const int& exit_code);

// Abseil as Debian builds it looks at every lock whether the order of locks may
// end in a deadlock. In tests it goes on doing so; programs in service spare
// the time. For the whole process, before any thread.
void StopLookingForLockCycles();

// Prints what went wrong; kFailed.
[[nodiscard]] int Fail(const absl::Status& status);

// Made before any thread: blocks SIGTERM and SIGINT in every thread started
// later, and keeps a full disk or a closed log from ending the process.
class StopSignals {
 public:
  StopSignals();

  // Returns when one has arrived.
  void Wait() const;

 private:
  sigset_t signals_;
};

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_PROGRAM_H_
