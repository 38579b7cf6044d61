#include "services/supplies/order_suggestion.h"

namespace epiledger::supplies {
namespace {

using ledger::Amount;
using Suggestion = v1::OrderSuggestion;

Amount RoundUp(Amount amount, Amount pack) {
  return (amount + pack - 1) / pack * pack;
}

// What is used on so many days, rounded up; nothing when use is not known.
std::optional<Amount> UseOn(int days, const v1::Supply& supply) {
  if (supply.state() == v1::Supply::STATE_NO_USE) return 0;
  if (supply.use() == 0 || supply.known_days() == 0) return std::nullopt;
  // At most 365 days of less than 10^15.
  return RoundUp(supply.use() * days, supply.known_days()) /
         supply.known_days();
}

// The least and the most, and why there are none.
Suggestion::Reason AddBounds(const PlaceFacts& facts, Suggestion& suggestion) {
  if (facts.level.has_value()) {
    suggestion.set_min(facts.level->min_total());
    suggestion.set_max(facts.level->max_total());
    return Suggestion::REASON_UNSPECIFIED;
  }
  if (facts.target_days == 0) return Suggestion::REASON_NO_LEVEL;
  const std::optional<Amount> target = UseOn(facts.target_days, facts.supply);
  if (!target.has_value()) return Suggestion::REASON_USE_UNKNOWN;
  suggestion.set_min(*target);
  suggestion.set_max(*target);
  return Suggestion::REASON_UNSPECIFIED;
}

// The reason where both bounds and what is projected are known.
Suggestion::Reason Compare(const PlaceFacts& facts,
                           const Suggestion& suggestion) {
  const bool is_low = suggestion.projected() < suggestion.min();
  if (facts.level.has_value()) {
    return is_low ? Suggestion::REASON_BELOW_MIN : Suggestion::REASON_ENOUGH;
  }
  if (facts.supply.state() == v1::Supply::STATE_NO_USE) {
    return Suggestion::REASON_NO_USE;
  }
  return is_low ? Suggestion::REASON_BELOW_TARGET : Suggestion::REASON_LASTS;
}

void AddOrder(Suggestion& suggestion, Amount pack) {
  const bool is_low = suggestion.projected() < suggestion.min();
  suggestion.set_order(
      is_low ? RoundUp(suggestion.max() - suggestion.projected(), pack) : 0);
  if (!suggestion.order_pack().empty()) {
    suggestion.set_order_packs(suggestion.order() / pack);
  }
}

}  // namespace

Suggestion SuggestOrder(const PlaceFacts& facts) {
  Suggestion suggestion;
  suggestion.set_in_transit(facts.coming.in_transit);
  suggestion.set_held_for(facts.coming.held_for);
  suggestion.set_asked_for(facts.coming.asked_for);
  *suggestion.mutable_supply() = facts.supply;
  if (facts.level.has_value()) {
    suggestion.set_order_pack(facts.level->order_pack());
  } else if (facts.target_days > 0) {
    suggestion.set_target_days(facts.target_days);
  }
  const Suggestion::Reason lacking = AddBounds(facts, suggestion);
  if (!facts.free.has_value()) {
    suggestion.set_reason(Suggestion::REASON_NOT_COUNTED);
    return suggestion;
  }
  suggestion.set_free(*facts.free);
  suggestion.set_projected(*facts.free + facts.coming.in_transit +
                           facts.coming.held_for + facts.coming.asked_for);
  suggestion.set_reason(lacking);
  if (lacking != Suggestion::REASON_UNSPECIFIED) return suggestion;
  suggestion.set_reason(Compare(facts, suggestion));
  AddOrder(suggestion,
           facts.level.has_value() ? facts.level->order_pack_size() : 1);
  return suggestion;
}

}  // namespace epiledger::supplies
