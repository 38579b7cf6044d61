// Standing: what was reversed can still be read, and nothing new rests on it.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_STANDING_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_STANDING_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/funding/rules/entry.h"
#include "services/journal/types.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// FAILED_PRECONDITION REVERSED: the entry that made the resource was reversed.
template <typename Resource>
std::optional<journal::Refusal> CheckStanding(const Resource& resource) {
  if (resource.reversed_by().empty()) return std::nullopt;
  return Refuse("REVERSED", {{"name", resource.name()},
                             {"reversal", resource.reversed_by()}});
}

// Why a resource that a request names cannot be used: `missing`, a reason of
// NOT_FOUND, or REVERSED.
template <typename Resource>
std::optional<journal::Refusal> CheckReferent(std::string_view collection,
                                              std::string_view key,
                                              const char* missing,
                                              const std::string& name,
                                              ledger::State& state) {
  const auto resource = state.Get<Resource>(collection, key);
  if (!resource.has_value()) return Missing(missing, name);
  return CheckStanding(*resource);
}

// Which resource, a key, has a key of a unique index; nothing where it is free,
// as after a reversal.
[[nodiscard]] std::optional<std::string> HolderOf(std::string_view index,
                                                  std::string_view key,
                                                  ledger::State& state);
// The same of whichever of some keys is taken, the first before the others.
[[nodiscard]] std::optional<std::string> HolderOfAny(
    std::string_view index, absl::Span<const std::string> keys,
    ledger::State& state);

// Needs of that.
void AddKeyNeeds(std::string_view index, absl::Span<const std::string> keys,
                 ledger::Needs& needs);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_STANDING_H_
