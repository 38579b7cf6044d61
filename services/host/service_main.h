// ServiceMain: what the main program of every service does: flags → options →
// process → wait for SIGTERM or SIGINT → drain; and the offline commands
// `verify` and `rebuild`.
#ifndef EPILEDGER_SERVICES_HOST_SERVICE_MAIN_H_
#define EPILEDGER_SERVICES_HOST_SERVICE_MAIN_H_

#include <functional>
#include <string>

#include "absl/status/status.h"
#include "services/host/process.h"
#include "services/host/program.h"
#include "services/metrics/readings.h"

namespace CLI {
class App;
}

namespace epiledger::host {

// What a service adds to the common program. All may be empty.
struct ServiceHooks {
  // Adds flags to the command `serve`.
  std::function<void(CLI::App& serve)> add_flags;
  // Runs when the process serves; an error ends the program.
  std::function<absl::Status(Process& process, const ProcessOptions& options)>
      started;
  // Adds the figures of what it started; no more once `stopping` runs.
  // Thread-safe.
  std::function<void(metrics::Readings& readings)> add_figures;
  // Runs before the process stops.
  std::function<void()> stopping;
  // Adds commands beside `serve`; each sets `exit_code` in its callback.
  std::function<void(CLI::App& program, int& exit_code)> add_commands;
};

// Returns the program's exit code: 0 done, 1 failed or a finding, 2 usage.
[[nodiscard]] int ServiceMain(const ServiceDefinition& definition,
                              const ServiceHooks& hooks, int argc, char** argv);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_SERVICE_MAIN_H_
