#include "services/host/log.h"

#include <unistd.h>

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "grpc/support/log.h"
#include "services/limits.h"
#include "services/text.h"

namespace epiledger::host {
namespace {

using LogField = std::pair<std::string_view, std::string_view>;

// As it stands within quotes in JSON.
std::string Quoted(std::string_view text) {
  constexpr unsigned char kFirstPlain = 0x20;
  std::string quoted;
  quoted.reserve(text.size());
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += {'\\', c};
    } else if (static_cast<unsigned char>(c) < kFirstPlain) {
      quoted += absl::StrFormat("\\u%04x", static_cast<unsigned char>(c));
    } else {
      quoted += c;
    }
  }
  return quoted;
}

// At most limits::kMaxLogText bytes, and no part of a character.
std::string_view Cut(std::string_view text) {
  if (text.size() <= limits::kMaxLogText) return text;
  constexpr unsigned char kMask = 0xc0;
  constexpr unsigned char kContinues = 0x80;
  size_t end = limits::kMaxLogText;
  while (end > 0 &&
         (static_cast<unsigned char>(text[end]) & kMask) == kContinues) {
    --end;
  }
  return text.substr(0, end);
}

void Log(std::string_view level, std::string_view message,
         std::initializer_list<LogField> fields) {
  std::string line = Concat("{\"time\":\"",
                            absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ",
                                             absl::Now(), absl::UTCTimeZone()),
                            "\",\"level\":\"", level, "\",\"message\":\"",
                            Quoted(Cut(message)), "\"");
  for (const auto& [name, value] : fields) {
    if (value.empty()) continue;
    line += Concat(",\"", name, "\":\"", Quoted(Cut(value)), "\"");
  }
  line += "}\n";
  // One write, so that lines of two threads do not mix. When it fails there
  // is nowhere to say so.
  if (write(STDERR_FILENO, line.data(), line.size()) < 0) return;
}

}  // namespace

void LogInfo(std::string_view message) { Log("info", message, {}); }

void LogError(std::string_view message) { Log("error", message, {}); }

void LogFault(const rpc::Fault& fault) {
  Log("error", fault.cause,
      {{"method", fault.method},
       {"reason", fault.reason},
       {"subject", fault.subject},
       {"request_id", fault.request_id}});
}

void LogForLibraries() {
  gpr_set_log_function([](gpr_log_func_args* said) {
    Log(said->severity == GPR_LOG_SEVERITY_ERROR ? "error" : "info",
        said->message, {{"library", "grpc"}});
  });
}

}  // namespace epiledger::host
