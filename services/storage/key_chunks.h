// Lists of keys cut to what one statement may carry. Pure functions.
#ifndef EPILEDGER_SERVICES_STORAGE_KEY_CHUNKS_H_
#define EPILEDGER_SERVICES_STORAGE_KEY_CHUNKS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "services/storage/value.h"

namespace epiledger::storage {

struct KeyChunk {
  std::string sql;
  std::vector<Value> parameters;
};

// `sql IN (…)` for `keys`, as many statements as it takes. Lists have a power
// of two of keys, the last repeated to fill them, so that few texts come up.
[[nodiscard]] std::vector<KeyChunk> SplitKeys(
    std::string_view sql, absl::Span<const Value> parameters,
    absl::Span<const Value> keys, size_t max_placeholders);

// `sql` with `keys` as the rows of a table `wanted` with the column
// `wanted_key` before it, in the same way; rows that fill up are NULL, which
// equals nothing.
[[nodiscard]] std::vector<KeyChunk> SplitWanted(
    std::string_view sql, absl::Span<const Value> keys,
    absl::Span<const Value> parameters, size_t max_placeholders);

}  // namespace epiledger::storage

#endif  // EPILEDGER_SERVICES_STORAGE_KEY_CHUNKS_H_
