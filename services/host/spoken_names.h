// Which resources a recorded request speaks of.
#ifndef EPILEDGER_SERVICES_HOST_SPOKEN_NAMES_H_
#define EPILEDGER_SERVICES_HOST_SPOKEN_NAMES_H_

#include <set>
#include <string>
#include <string_view>

namespace epiledger::host {

// The resource names in a serialised request of message type `type`, at any
// depth: fields with a name rule. None where the type is not of this program,
// or the bytes are not of it.
[[nodiscard]] std::set<std::string> SpokenNames(std::string_view type,
                                                std::string_view request);

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_SPOKEN_NAMES_H_
