// Log: one JSON object a line on standard error, an event each: `time` (UTC),
// `level` (info, error), `message` and what belongs to it. No secrets, no names
// of persons: subjects appear by their opaque ids.
#ifndef EPILEDGER_SERVICES_HOST_LOG_H_
#define EPILEDGER_SERVICES_HOST_LOG_H_

#include <string_view>

#include "services/rpc/fault.h"

namespace epiledger::host {

// Thread-safe; a line is written whole. Texts are cut to limits::kMaxLogText.
void LogInfo(std::string_view message);
void LogError(std::string_view message);

// A fault of a call, an error: `message` is its cause, beside it `method`,
// `reason` and, where they are known, `subject` and `request_id`.
void LogFault(const rpc::Fault& fault);

// From now on what gRPC has to say, such as of handshakes that failed, comes as
// such lines, with `library`.
void LogForLibraries();

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_LOG_H_
