// Resource names as people type and read them: `masks` for
// `counties/990101/purposes/masks`, `d1/1` for
// `counties/990101/documents/d1/allocations/1`.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_RESOURCE_NAME_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_RESOURCE_NAME_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace epiledger::cli {

// What every whole name begins with.
inline constexpr std::string_view kCounties = "counties/";
// The pattern of what belongs to a facility as a whole.
inline constexpr std::string_view kFacilityPattern =
    "counties/{county}/facilities/{facility}";

// The ids a person need not type.
struct Place {
  std::string county;
  std::string facility;
};

// The name of `pattern` that `text` is short for: its ids, parted by `/`, are
// the last ids of the pattern, and those before come from `place`. A whole name
// is taken as it is. Empty: all ids come from `place`. INVALID_ARGUMENT when
// the text does not fit, or the place lacks an id.
[[nodiscard]] absl::StatusOr<std::string> CompleteName(std::string_view pattern,
                                                       std::string_view text,
                                                       const Place& place);

// As above, for the first of `patterns` that `text` fits.
[[nodiscard]] absl::StatusOr<std::string> CompleteName(
    const std::vector<std::string_view>& patterns, std::string_view text,
    const Place& place);

// The ids of a name below its county, parted by `/`; the last word of a name
// without ids there; a text that is no name as it is.
[[nodiscard]] std::string ShortName(std::string_view name);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_RESOURCE_NAME_H_
