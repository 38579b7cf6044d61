// Request ids: time-ordered UUIDs (version 7, RFC 9562).
#ifndef EPILEDGER_CLIENTS_CLI_SESSION_REQUEST_ID_H_
#define EPILEDGER_CLIENTS_CLI_SESSION_REQUEST_ID_H_

#include <string>

#include "absl/time/time.h"

namespace epiledger::cli {

// A new id: 48 bits of `now` in milliseconds, 74 random bits.
[[nodiscard]] std::string NewRequestId(absl::Time now);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_SESSION_REQUEST_ID_H_
