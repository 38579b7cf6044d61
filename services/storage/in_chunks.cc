#include "services/storage/in_chunks.h"

#include <algorithm>
#include <bit>

#include "services/limits.h"
#include "services/storage/sql_text.h"

namespace epiledger::storage {

std::vector<InChunk> SplitKeys(std::string_view sql,
                               absl::Span<const Value> parameters,
                               absl::Span<const Value> keys,
                               size_t max_placeholders) {
  const size_t most = std::bit_floor(std::min(
      limits::kMaxKeysPerStatement, max_placeholders - parameters.size()));
  std::vector<InChunk> chunks;
  while (!keys.empty()) {
    const absl::Span<const Value> some = keys.subspan(0, most);
    const size_t padded = std::bit_ceil(some.size());
    InChunk& chunk = chunks.emplace_back();
    chunk.sql = InText(sql, padded);
    chunk.parameters.reserve(parameters.size() + padded);
    chunk.parameters.assign(parameters.begin(), parameters.end());
    chunk.parameters.insert(chunk.parameters.end(), some.begin(), some.end());
    chunk.parameters.resize(parameters.size() + padded, some.back());
    keys.remove_prefix(some.size());
  }
  return chunks;
}

}  // namespace epiledger::storage
