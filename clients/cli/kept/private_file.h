// Files and folders that only their owner may read, written so that they
// survive a crash.
#ifndef EPILEDGER_CLIENTS_CLI_KEPT_PRIVATE_FILE_H_
#define EPILEDGER_CLIENTS_CLI_KEPT_PRIVATE_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace epiledger::cli {

// Makes `path`, and what is missing above it, with mode 0700. FAILED when it
// cannot, or when others may read the folder that is there.
[[nodiscard]] absl::Status MakePrivateFolder(const std::string& path);

// The file's bytes; NOT_FOUND when it cannot be read.
[[nodiscard]] absl::StatusOr<std::string> ReadWholeFile(
    const std::string& path);

// Puts `bytes` into the file at `path`, mode 0600, all or nothing: another name
// first, synced, then renamed, then the folder synced.
[[nodiscard]] absl::Status WriteWholeFile(const std::string& path,
                                          std::string_view bytes);

// Adds `line` and a line feed to the file at `path`, mode 0600, and syncs it. A
// line that an earlier crash cut short is ended first.
[[nodiscard]] absl::Status AppendLine(const std::string& path,
                                      std::string_view line);

// Removes the file and syncs its folder. OK when it is not there.
[[nodiscard]] absl::Status RemoveFile(const std::string& path);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_KEPT_PRIVATE_FILE_H_
