// AsTyped: a service's words in the form in which people type them.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_AS_TYPED_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_AS_TYPED_H_

#include <string>

#include "absl/time/time.h"

namespace epiledger::cli {

// `text` with resource names in their short form (`d1/2` for
// `counties/990101/documents/d1/allocations/2`) and with times of UTC
// (`2020-02-01T00:30:00Z`) as those of `zone` (`2020-02-01 08:30:00`).
[[nodiscard]] std::string AsTyped(const std::string& text,
                                  const absl::TimeZone& zone);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_AS_TYPED_H_
