// Log: lines on standard error, one event each, with UTC time and level. No
// secrets, no names of persons: subjects appear by their opaque ids.
#ifndef EPILEDGER_SERVICES_HOST_LOG_H_
#define EPILEDGER_SERVICES_HOST_LOG_H_

#include <string_view>

namespace epiledger::host {

// Thread-safe; a line is written whole.
void LogInfo(std::string_view line);
void LogError(std::string_view line);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_LOG_H_
