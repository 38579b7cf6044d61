// Exposer: the port at which Prometheus reads the figures of a process, as
// text, at /metrics. On loopback alone, and only for whoever knows the token:
// HTTP Basic, user `prometheus`, password the token.
//
// Thread-safe.
#ifndef EPILEDGER_SERVICES_METRICS_EXPOSER_H_
#define EPILEDGER_SERVICES_METRICS_EXPOSER_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "services/metrics/readings.h"

namespace epiledger::metrics {

struct ExposerOptions {
  // 0 takes a free one; below 0 there is no port.
  int port = -1;
  // Holds the token on its first line, at least limits::kMinScrapeToken
  // characters; mode 0600. Read anew for each reader, so that it may change.
  std::string token_file;
};

class Exposer {
 public:
  // Adds what the figures are now; called on threads of the exposer.
  using Read = std::function<void(Readings& readings)>;

  // Null where the options name no port. FAILED_PRECONDITION, naming the file,
  // when it may be read by others or holds no such token; UNAVAILABLE when the
  // port cannot be listened on.
  [[nodiscard]] static absl::StatusOr<std::unique_ptr<Exposer>> Start(
      const ExposerOptions& options, Read read);

  // Waits for those who read.
  virtual ~Exposer() = default;

  [[nodiscard]] virtual int port() const = 0;

  // Shows no figure from now on; returns when none is being read. The port
  // itself closes with the exposer.
  virtual void StopReading() = 0;
};

}  // namespace epiledger::metrics

#endif  // EPILEDGER_SERVICES_METRICS_EXPOSER_H_
