#include "services/funding/rules/adjustment_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;
using Adjustment = v1::AppropriationAdjustment;

ledger::Needs NeedsOfAppropriationAdjustment(
    const v1::CreateAppropriationAdjustmentRequest& request) {
  return {{{std::string(kAppropriations),
            std::string(rpc::LastSegment(
                request.appropriation_adjustment().appropriation()))}},
          {}};
}

namespace {

// The two accounts an appropriation's money goes between.
struct Ways {
  std::string outside;
  std::string fund;
};

Ways WaysOf(const v1::Appropriation& appropriation) {
  const std::string_view fund = rpc::LastSegment(appropriation.fund());
  return {AdjustmentAccount(fund, rpc::LastSegment(appropriation.name())),
          FundAccount(fund)};
}

std::optional<Refusal> OverLeft(const char* reason,
                                const Adjustment& adjustment,
                                const v1::Appropriation& appropriation,
                                Amount left) {
  const Amount amount = ToFen(adjustment.amount());
  if (amount <= left) return std::nullopt;
  return Refuse(reason,
                {{"appropriation", adjustment.appropriation()},
                 {"fund", appropriation.fund()},
                 {"available", Concat(left)},
                 {"needed", Concat(amount)},
                 {"date", ToText(ToPosition(adjustment.adjustment_date()))}});
}

// What may be taken off an appropriation from a day on. Where that lies before
// the day from which the ledger counts it, only what it was raised by until
// then.
Amount LeftOf(const v1::Appropriation& appropriation,
              const std::string& outside, Position position, State& state) {
  const Amount amount = ToFen(appropriation.amount());
  const Position counted = appropriation.has_posted_date()
                               ? ToPosition(appropriation.posted_date())
                               : position;
  if (counted <= position) {
    return amount - state.HighestFrom(outside, position);
  }
  const ledger::Timeline timeline = state.TimelineOf(outside, position);
  Amount highest = timeline.BalanceAt(position);
  for (const auto& [day, point] : timeline.points()) {
    if (day > position && day < counted) {
      highest = std::max(highest, point.balance);
    }
  }
  return std::min(-highest, amount - state.HighestFrom(outside, counted));
}

// An appropriation is not lowered below nothing, nor its fund below what was
// allocated, that day or later.
std::optional<Refusal> CheckLowered(const Adjustment& adjustment,
                                    const v1::Appropriation& appropriation,
                                    State& state) {
  const Position position = ToPosition(adjustment.adjustment_date());
  const Ways ways = WaysOf(appropriation);
  auto refusal = OverLeft("OVER_APPROPRIATED", adjustment, appropriation,
                          LeftOf(appropriation, ways.outside, position, state));
  if (refusal.has_value()) return refusal;
  return OverLeft("OVER_UNALLOCATED", adjustment, appropriation,
                  state.AvailableFrom(ways.fund, position));
}

std::optional<Refusal> CheckAdjustment(const Adjustment& adjustment,
                                       const v1::Appropriation& appropriation,
                                       State& state) {
  const Position position = ToPosition(adjustment.adjustment_date());
  const Position begin = ToPosition(appropriation.appropriation_date());
  if (position < begin) {
    return Refuse("BEFORE_APPROPRIATED",
                  {{"appropriation", adjustment.appropriation()},
                   {"date", ToText(position)},
                   {"appropriated", ToText(begin)}});
  }
  if (adjustment.kind() != Adjustment::KIND_LOWER) return std::nullopt;
  if (auto refusal = CheckPeriodOpen(position, state)) return refusal;
  return CheckLowered(adjustment, appropriation, state);
}

}  // namespace

Decision DecideCreateAppropriationAdjustment(
    const v1::CreateAppropriationAdjustmentRequest& request,
    const DecisionContext& context, State& state) {
  Adjustment adjustment = request.appropriation_adjustment();
  if (const absl::Status ahead = CheckNotAhead(
          adjustment.adjustment_date(),
          "appropriation_adjustment.adjustment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const auto appropriation = state.Get<v1::Appropriation>(
      kAppropriations, rpc::LastSegment(adjustment.appropriation()));
  if (!appropriation.has_value()) {
    return Missing("APPROPRIATION_NOT_FOUND", adjustment.appropriation());
  }
  auto refusal = CheckStanding(*appropriation);
  if (!refusal.has_value()) {
    refusal = CheckAdjustment(adjustment, *appropriation, state);
  }
  if (refusal.has_value()) return *std::move(refusal);
  // That more money came is a fact, whatever is closed.
  const Position position =
      Post(ToPosition(adjustment.adjustment_date()), state, adjustment);
  const std::string id = context.NewId();
  adjustment.set_name(
      rpc::MakeName(kAppropriationAdjustmentName, {context.book.county, id}));
  Accepted accepted;
  AddResource(kAppropriationAdjustments, id, adjustment, accepted);
  Ways ways = WaysOf(*appropriation);
  if (adjustment.kind() == Adjustment::KIND_LOWER) {
    std::swap(ways.outside, ways.fund);
  }
  AddMovement(ways.outside, ways.fund, position, ToFen(adjustment.amount()),
              accepted);
  return accepted;
}

}  // namespace epiledger::funding
