// Secrets kept in files: keys that a process makes for itself.
#ifndef EPILEDGER_SERVICES_RPC_SECRET_H_
#define EPILEDGER_SERVICES_RPC_SECRET_H_

#include <string>

#include "absl/status/statusor.h"

namespace epiledger::rpc {

// The 32 bytes in the file at `path`, which is made, with mode 0600 and random
// content, when it is not there. Processes that start together read the same
// bytes. FAILED_PRECONDITION, naming the file, when others may read it or it
// does not have 32 bytes; UNAVAILABLE when it cannot be made.
[[nodiscard]] absl::StatusOr<std::string> LoadOrCreateSecret(
    const std::string& path);

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_SECRET_H_
