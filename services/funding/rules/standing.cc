#include "services/funding/rules/standing.h"

namespace epiledger::funding {

std::optional<std::string> HolderOf(std::string_view index,
                                    std::string_view key,
                                    ledger::State& state) {
  const auto found = state.resources().Find(index, key);
  if (!found.has_value() || found->empty()) return std::nullopt;
  return std::string(*found);
}

std::optional<std::string> HolderOfAny(std::string_view index,
                                       absl::Span<const std::string> keys,
                                       ledger::State& state) {
  for (const std::string& key : keys) {
    if (auto holder = HolderOf(index, key, state)) {
      return holder;
    }
  }
  return std::nullopt;
}

void AddKeyNeeds(std::string_view index, absl::Span<const std::string> keys,
                 ledger::Needs& needs) {
  for (const std::string& key : keys) {
    needs.resources.push_back({std::string(index), key});
  }
}

}  // namespace epiledger::funding
