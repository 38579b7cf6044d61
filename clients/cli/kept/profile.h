// Profile: where to connect, as whom, and what a person need not type. A small
// file of `key = value` lines; `#` begins a comment line.
//
//   address = 127.0.0.1:8440
//   ca_file = ca.pem            relative to the profile's folder
//   token_file = finance.token
//   county = 990101
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_PROFILE_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_PROFILE_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace epiledger::cli {

// Settings by key.
using Profile = std::map<std::string, std::string, std::less<>>;

// INVALID_ARGUMENT, naming the line, for a line that is no setting, a key that
// there is none of, or one that is set twice. Files are made absolute by
// `folder`.
[[nodiscard]] absl::StatusOr<Profile> ParseProfile(std::string_view text,
                                                   const std::string& folder);

// The profile `name` in `folder`; NOT_FOUND where it is not there.
[[nodiscard]] absl::StatusOr<Profile> LoadProfile(const std::string& folder,
                                                  const std::string& name);

// OK for a name that is one file name and is not hidden.
[[nodiscard]] absl::Status CheckProfileName(std::string_view name);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_PROFILE_H_
