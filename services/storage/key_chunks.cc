#include "services/storage/key_chunks.h"

#include <algorithm>
#include <bit>

#include "services/limits.h"
#include "services/storage/sql_text.h"

namespace epiledger::storage {
namespace {

// As many keys as one statement may carry beside `parameters`, a power of two.
size_t MostKeys(size_t parameters, size_t max_placeholders) {
  return std::bit_floor(
      std::min(limits::kMaxKeysPerStatement, max_placeholders - parameters));
}

}  // namespace

std::vector<KeyChunk> SplitKeys(std::string_view sql,
                                absl::Span<const Value> parameters,
                                absl::Span<const Value> keys,
                                size_t max_placeholders) {
  const size_t most = MostKeys(parameters.size(), max_placeholders);
  std::vector<KeyChunk> chunks;
  while (!keys.empty()) {
    const absl::Span<const Value> some = keys.subspan(0, most);
    const size_t padded = std::bit_ceil(some.size());
    KeyChunk& chunk = chunks.emplace_back();
    chunk.sql = InText(sql, padded);
    chunk.parameters.reserve(parameters.size() + padded);
    chunk.parameters.assign(parameters.begin(), parameters.end());
    chunk.parameters.insert(chunk.parameters.end(), some.begin(), some.end());
    chunk.parameters.resize(parameters.size() + padded, some.back());
    keys.remove_prefix(some.size());
  }
  return chunks;
}

std::vector<KeyChunk> SplitWanted(std::string_view sql,
                                  absl::Span<const Value> keys,
                                  absl::Span<const Value> parameters,
                                  size_t max_placeholders) {
  const size_t most = MostKeys(parameters.size(), max_placeholders);
  std::vector<KeyChunk> chunks;
  while (!keys.empty()) {
    const absl::Span<const Value> some = keys.subspan(0, most);
    const size_t padded = std::bit_ceil(some.size());
    KeyChunk& chunk = chunks.emplace_back();
    chunk.sql = WantedText(padded, sql);
    chunk.parameters.reserve(padded + parameters.size());
    chunk.parameters.assign(some.begin(), some.end());
    chunk.parameters.resize(padded, Value::Null());
    chunk.parameters.insert(chunk.parameters.end(), parameters.begin(),
                            parameters.end());
    keys.remove_prefix(some.size());
  }
  return chunks;
}

}  // namespace epiledger::storage
