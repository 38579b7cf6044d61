// Settings: what a run works with, put together from flags, EPILEDGER_…
// variables, the profile, and defaults, in this order.
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_SETTINGS_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_SETTINGS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "clients/cli/terminal/environment.h"
#include "clients/cli/values/resource_name.h"
#include "services/rpc/caller.h"

namespace epiledger::cli {

// How answers are shown. The last two are files for spreadsheets, written to
// the output.
enum class Format { kTable, kJson, kCsv, kXlsx };

struct Settings {
  std::string profile;
  // `host:port` of the gateway, or of a service for one that calls as itself.
  std::string address;
  std::string ca_file;
  std::string token_file;
  // Of a service that calls as itself; both empty for a person.
  std::string certificate_file;
  std::string key_file;
  Place place;
  absl::TimeZone zone;
  rpc::Language language = rpc::Language::kEnglish;
  Format format = Format::kTable;
  // For one try.
  absl::Duration timeout;
  // How long an unavailable service is tried again.
  absl::Duration retry_for;
  // Where pending requests, receipts, attempts of imports and drafts of counts
  // of the profile are kept.
  std::string state_folder;

  [[nodiscard]] std::string pending_folder() const {
    return state_folder + "/pending";
  }
  [[nodiscard]] std::string receipts_file() const {
    return state_folder + "/receipts.jsonl";
  }
  [[nodiscard]] std::string attempts_file() const {
    return state_folder + "/import-attempts";
  }
  [[nodiscard]] std::string drafts_folder() const {
    return state_folder + "/counts";
  }
};

// A setting that may be given as a flag of every command: `--ca-file` is
// EPILEDGER_CA_FILE and, in a profile, `ca_file`.
struct SettingFlag {
  std::string_view flag;
  std::string_view value;
};
[[nodiscard]] absl::Span<const SettingFlag> SettingFlags();

// `EPILEDGER_CA_FILE` for `--ca-file`.
[[nodiscard]] std::string VariableOf(std::string_view flag);

// `flags` has the values typed, by flag. INVALID_ARGUMENT names the flag,
// variable or profile that does not fit.
[[nodiscard]] absl::StatusOr<Settings> ResolveSettings(
    const std::map<std::string, std::string>& flags,
    const Environment& environment);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_SETTINGS_H_
