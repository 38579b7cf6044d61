#include "services/funding/rules/named_holds.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "services/book/genesis.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using book::DecisionContext;
using ledger::Amount;
using ledger::Position;
using ledger::State;

// The refusals that an end of a hold could mend.
constexpr std::array<std::string_view, 5> kForWantOfMoney = {
    "OVERSPENT", "OVERCOMMITTED", "OVER_AVAILABLE", "OVER_CEILING",
    "OVER_TREASURY"};

struct NamedHold {
  std::string name;
  Amount amount = 0;
  Position since;
};

Position DayOf(absl::Time time, State& state) {
  return Position::FromDay(book::CivilDayAt(book::GenesisOf(state), time));
}

std::vector<NamedHold> HoldsOfProposals(const v1::OpenHolds& proposals,
                                        const DecisionContext& context,
                                        State& state) {
  std::vector<NamedHold> holds;
  for (const v1::OpenHolds::Entry& entry : proposals.entries()) {
    if (ToFen(entry.amount()) == 0) continue;
    holds.push_back(
        {rpc::MakeName(kProposalName, {context.book.county, entry.proposal()}),
         ToFen(entry.amount()), DayOf(ToTime(entry.propose_time()), state)});
  }
  return holds;
}

// What each order holds of an allocation from a day on, by its key.
std::map<std::string, Amount> HeldByOrder(const std::string& allocation,
                                          Position day, State& state) {
  const std::vector<std::string> accounts =
      state.accounts().Under(StagePrefix(Stage::kHeld, allocation));
  std::vector<ledger::AccountNeed> needs;
  needs.reserve(accounts.size());
  for (const std::string& account : accounts) {
    needs.push_back({account, day});
  }
  state.accounts().Load(needs);
  std::map<std::string, Amount> held;
  for (const std::string& account : accounts) {
    const Amount amount = state.AvailableFrom(account, day);
    if (amount == 0) continue;
    const std::string_view of_line(account);
    const std::string_view of_order = of_line.substr(0, of_line.rfind('/'));
    held[std::string(rpc::LastSegment(of_order))] += amount;
  }
  return held;
}

std::vector<NamedHold> HoldsOfOrders(const std::string& allocation,
                                     Position day,
                                     const DecisionContext& context,
                                     State& state) {
  std::vector<NamedHold> holds;
  for (const auto& [order, amount] : HeldByOrder(allocation, day, state)) {
    holds.push_back(
        {rpc::MakeName(kCommitmentName, {context.book.county, order}), amount,
         Position()});
  }
  return holds;
}

// Orders tell their age only once they are among those named.
void SetSince(NamedHold& hold, State& state) {
  const auto order =
      state.Get<v1::Commitment>(kCommitments, rpc::LastSegment(hold.name));
  if (order.has_value()) hold.since = ToPosition(order->commitment_date());
}

}  // namespace

void NameHolds(const std::string& allocation, const v1::OpenHolds& proposals,
               const DecisionContext& context, State& state,
               journal::Refusal& refusal) {
  if (std::find(kForWantOfMoney.begin(), kForWantOfMoney.end(),
                refusal.reason) == kForWantOfMoney.end()) {
    return;
  }
  const Position today = DayOf(context.record_time, state);
  std::vector<NamedHold> holds = HoldsOfProposals(proposals, context, state);
  for (NamedHold& hold : HoldsOfOrders(allocation, today, context, state)) {
    holds.push_back(std::move(hold));
  }
  if (holds.empty()) return;
  std::stable_sort(holds.begin(), holds.end(),
                   [](const NamedHold& a, const NamedHold& b) {
                     return a.amount > b.amount;
                   });
  Amount sum = 0;
  for (const NamedHold& hold : holds) sum += hold.amount;
  auto& metadata = refusal.metadata;
  metadata["holds"] = Concat(holds.size());
  metadata["held"] = Concat(sum);
  for (size_t i = 0; i < std::min(holds.size(), limits::kMaxHoldsNamed); ++i) {
    NamedHold& hold = holds[i];
    if (hold.since == Position()) SetSince(hold, state);
    const std::string key = Concat("hold_", i + 1);
    metadata[key] = hold.name;
    metadata[Concat(key, "_amount")] = Concat(hold.amount);
    metadata[Concat(key, "_since")] = ToText(hold.since);
    metadata[Concat(key, "_age")] =
        Concat(std::max<int64_t>(0, today.value() - hold.since.value()));
  }
}

}  // namespace epiledger::funding
