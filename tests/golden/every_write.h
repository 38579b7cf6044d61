// The methods of the three services, as their tables have them.
#ifndef EPILEDGER_TESTS_GOLDEN_EVERY_WRITE_H_
#define EPILEDGER_TESTS_GOLDEN_EVERY_WRITE_H_

#include <string>
#include <string_view>
#include <vector>

#include "google/protobuf/descriptor.h"
#include "tests/golden/stored_county.h"

namespace epiledger::golden {

// The method with this name, without its service; null when there is none.
[[nodiscard]] const google::protobuf::MethodDescriptor* FindServiceMethod(
    std::string_view name);

// Full names of the writes, which are the methods whose requests have a request
// id, that no accepted entry of the county's ledgers is of, sorted. A batch is
// its elements. Those that never have one are left out.
[[nodiscard]] std::vector<std::string> WritesWithoutEntry(
    const StoredCounty& county);

}  // namespace epiledger::golden

#endif  // EPILEDGER_TESTS_GOLDEN_EVERY_WRITE_H_
