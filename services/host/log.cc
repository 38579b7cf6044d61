#include "services/host/log.h"

#include <unistd.h>

#include <string>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

void Log(std::string_view level, std::string_view line) {
  const std::string text =
      Concat(absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::Now(),
                              absl::UTCTimeZone()),
             " ", level, " ", line, "\n");
  // One write, so that lines of two threads do not mix. When it fails there
  // is nowhere to say so.
  if (write(STDERR_FILENO, text.data(), text.size()) < 0) return;
}

}  // namespace

void LogInfo(std::string_view line) { Log("info", line); }

void LogError(std::string_view line) { Log("error", line); }

}  // namespace epiledger::host
