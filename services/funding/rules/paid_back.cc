#include "services/funding/rules/paid_back.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/own_account.h"
#include "services/text.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

// By the day on which cash came back or went on, when the ledger counted it.
// What a reversal took back is none.
using CameBack = std::map<Position, ledger::Timeline>;

CameBack CameBackOf(const std::string& allocation, State& state) {
  std::vector<ledger::AccountNeed> needs;
  for (std::string& name :
       state.accounts().Under(FigurePrefix(kPaidBack, allocation))) {
    needs.push_back({std::move(name), ledger::kBeginning});
  }
  state.accounts().Load(needs);
  CameBack came;
  for (const ledger::AccountNeed& need : needs) {
    const auto& timeline = state.accounts().At(need.name, ledger::kBeginning);
    if (timeline.balance() > 0) came.emplace(SinceOf(need.name), timeline);
  }
  return came;
}

// Cash of an allocation that an entry moved, which was reversed late, or its
// reversal.
struct MovedInVain {
  // The day of the entry that was reversed.
  Position original;
  // When the ledger counts it.
  Position counted;
  Amount amount = 0;
};

void AddCashMovedBy(int64_t sequence, const std::string& allocation,
                    Position original, State& state,
                    std::vector<MovedInVain>& moved) {
  const auto frame = state.recorded().Find(sequence);
  if (!frame.has_value()) return;
  journal::v1::Effects effects;
  effects.ParseFromString(frame->event);
  const std::string disbursed = DisbursedAccount(allocation);
  const std::string advanced = AdvancedAccount(allocation);
  for (const journal::v1::Movement& movement : effects.movements()) {
    const Position counted(movement.position());
    if (movement.target() == disbursed || movement.source() == advanced) {
      moved.push_back({original, counted, movement.amount()});
    }
    if (movement.source() == disbursed || movement.target() == advanced) {
      moved.push_back({original, counted, -movement.amount()});
    }
  }
}

// The allocations, by key, whose cash an entry moves.
std::set<std::string> AllocationsOfCash(const journal::v1::Effects& effects) {
  std::set<std::string> allocations;
  for (const journal::v1::Movement& movement : effects.movements()) {
    for (const std::string* name : {&movement.source(), &movement.target()}) {
      if (name->starts_with(FigurePrefix(kDisbursed, "")) ||
          name->starts_with(FigurePrefix(kAdvanced, ""))) {
        allocations.insert(ParseAllocationAccount(*name).allocation);
      }
    }
  }
  return allocations;
}

// By entries of a closed day that were reversed since: their reversals count
// later.
std::vector<MovedInVain> MovedInVainOf(const std::string& allocation,
                                       State& state) {
  std::vector<MovedInVain> moved;
  for (const auto& [key, body] :
       state.resources().Children(kCashReversedLate, allocation)) {
    v1::Reversal reversal;
    reversal.ParseFromString(body);
    const Position original = ToPosition(reversal.original_date());
    for (const int64_t sequence :
         {reversal.sequence(), reversal.reversal_sequence()}) {
      AddCashMovedBy(sequence, allocation, original, state, moved);
    }
  }
  return moved;
}

// What was on the account at the end of a day, as it is known now: less what
// had come back by then and is counted only later, and what was reversed since.
Amount ReallyThere(const std::string& allocation, Position day,
                   const CameBack& came, const std::vector<MovedInVain>& vain,
                   State& state) {
  Amount there = OwnAccount(allocation, day, state).OnDay();
  for (const MovedInVain& moved : vain) {
    if (moved.original <= day && moved.counted <= day) there -= moved.amount;
  }
  for (const auto& [came_on, timeline] : came) {
    if (came_on > day) break;
    there -= timeline.balance() - timeline.BalanceAt(day);
  }
  return there;
}

}  // namespace

Returnable FindReturnable(const std::string& allocation, Position position,
                          State& state) {
  const CameBack came = CameBackOf(allocation, state);
  const std::vector<MovedInVain> vain = MovedInVainOf(allocation, state);
  Returnable least{ReallyThere(allocation, position, came, vain, state),
                   position};
  for (auto it = came.upper_bound(position); it != came.end(); ++it) {
    const Amount there = ReallyThere(allocation, it->first, came, vain, state);
    if (there < least.amount) least = {there, it->first};
  }
  return least;
}

void NoteCashGone(const std::string& allocation, Position position,
                  Position posted, Amount amount, book::Accepted& accepted) {
  AddMovement(ContraAccount(allocation, kAnyPurpose),
              PaidBackAccount(allocation, position), posted, amount, accepted);
}

void NoteReversedLate(const v1::Reversal& reversal,
                      const journal::v1::Effects& reverse,
                      book::Accepted& accepted) {
  if (!reversal.has_reversal_date() ||
      ToPosition(reversal.reversal_date()) <=
          ToPosition(reversal.original_date())) {
    return;
  }
  for (const std::string& allocation : AllocationsOfCash(reverse)) {
    AddResource(kCashReversedLate,
                Concat(allocation, "/", ReversalKey(reversal.sequence())),
                reversal, accepted);
  }
}

}  // namespace epiledger::funding
