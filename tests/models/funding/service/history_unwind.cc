// What rests on an entry is reversed first, and its refusal names it: whoever
// follows the names comes to an end (decision 19).
#include <algorithm>
#include <variant>
#include <vector>

#include "services/text.h"
#include "tests/models/funding/service/history.h"

namespace epiledger::ladder {
namespace {

// More than any entry of a history has resting on it.
constexpr int kMostReversals = 400;
constexpr char kDepend[] = "LATER_ENTRIES_DEPEND";

// Cash and what was advanced meet by their days: what came and what was paid
// may each stand in the way of the other, and only together do nothing.
bool IsAmong(const std::vector<int64_t>& waiting, int64_t entry) {
  return std::find(waiting.begin(), waiting.end(), entry) != waiting.end();
}

}  // namespace

// Those that are named stand themselves.
void History::CheckNamed(const Request& request, const Answer& answer) {
  if (answer.reason != kDepend) return;
  const auto* asked = std::get_if<Reverse>(&request);
  if (asked == nullptr || answer.named.empty()) {
    return Fault("It must name the entries.");
  }
  for (const int64_t named : answer.named) {
    if (named == asked->sequence || !notes_.entries.contains(named) ||
        !notes_.Stands(named)) {
      Fault(Concat("Entry ", named, " does not rest on it."));
    }
  }
}

// A proposal that waits is withdrawn, and any other entry reversed.
Request History::EndOf(int64_t sequence) const {
  for (const auto& [label, proposal] : notes_.waiting.proposals) {
    if (proposal.sequence != sequence || !notes_.waiting.IsOpen(proposal)) {
      continue;
    }
    return Withdraw{label, notes_.clerk};
  }
  return Reverse{sequence};
}

// From the last that rests on one of the first entries up to that one.
void History::Unwind(Dice& dice) {
  std::vector<int64_t> standing;
  for (const auto& [sequence, entry] : notes_.entries) {
    if (entry.stands()) standing.push_back(sequence);
  }
  if (standing.empty()) return;
  std::vector<int64_t> waiting = {dice.OneOf(standing)};
  for (int i = 0; i < kMostReversals && !waiting.empty(); ++i) {
    Ask(EndOf(waiting.back()), dice);
    if (!fault_.empty()) return;
    const Answer& answer = sent_.back().answer;
    if (answer.reason == kDepend) {
      const int64_t named = answer.named.back();
      if (IsAmong(waiting, named)) return;
      waiting.push_back(named);
    } else if (answer.is_accepted) {
      waiting.pop_back();
    } else {
      // Nobody can be reversed before it, or it was none of money.
      return;
    }
  }
  if (!waiting.empty()) {
    Fault(Concat("Entry ", waiting.front(), " is never reversed."));
  }
}

}  // namespace epiledger::ladder
