// Files that are there whole or not at all.
#ifndef EPILEDGER_SERVICES_HOST_WHOLE_FILE_H_
#define EPILEDGER_SERVICES_HOST_WHOLE_FILE_H_

#include <sys/types.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace epiledger::host {

// Writes `content` to a file beside `path`, makes it durable and puts it in
// the place of `path`. UNAVAILABLE, naming the file, when that fails.
[[nodiscard]] absl::Status WriteWholeFile(const std::string& path,
                                          std::string_view content,
                                          mode_t mode);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_WHOLE_FILE_H_
