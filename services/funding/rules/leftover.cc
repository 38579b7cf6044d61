#include "services/funding/rules/leftover.h"

#include <algorithm>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/text.h"

namespace epiledger::funding {

using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

Amount LeftLine::Sum() const {
  Amount sum = 0;
  for (const Amount amount : stages) sum += amount;
  return sum;
}

Amount Leftover::Available() const {
  Amount sum = 0;
  for (const auto& [purpose, amount] : available) sum += amount;
  return sum;
}

Amount Leftover::At(Stage stage) const {
  Amount sum = 0;
  for (const LeftLine& line : lines) {
    sum += line.stages[static_cast<size_t>(stage)];
  }
  return sum;
}

Amount Leftover::Total() const {
  Amount sum = Available();
  for (const LeftLine& line : lines) sum += line.Sum();
  return sum;
}

namespace {

constexpr std::array<Stage, 3> kOpenStages = {Stage::kHeld, Stage::kPrepaid,
                                              Stage::kAccrued};

// The accounts of an allocation under one prefix, by what follows it.
using ByPath = std::map<std::string, Amount>;

class LeftoverReader {
 public:
  LeftoverReader(const std::string& allocation, Position position, State& state)
      : allocation_(allocation), position_(position), state_(state) {}

  // Balances on the day of the accounts that are not empty.
  ByPath Under(const std::string& prefix) {
    std::vector<ledger::AccountNeed> needs;
    for (std::string& name : state_.accounts().Under(prefix)) {
      needs.push_back({std::move(name), position_});
    }
    state_.accounts().Load(needs);
    ByPath found;
    for (const ledger::AccountNeed& need : needs) {
      const ledger::Timeline timeline = state_.TimelineOf(need.name, position_);
      const Amount balance = timeline.BalanceAt(position_);
      NoteChange(need.name, balance, timeline);
      if (balance != 0) found.emplace(need.name.substr(prefix.size()), balance);
    }
    return found;
  }

  [[nodiscard]] std::optional<Refusal> TakeRefusal() {
    return std::move(refusal_);
  }

 private:
  void NoteChange(const std::string& account, Amount balance,
                  const ledger::Timeline& timeline) {
    if (refusal_.has_value()) return;
    const auto& points = timeline.points();
    const auto changed =
        std::find_if(points.upper_bound(position_), points.end(),
                     [balance](const auto& point) {
                       return point.second.balance != balance;
                     });
    if (changed == points.end()) return;
    refusal_ = Refuse("CHANGED_LATER", {{"allocation", allocation_},
                                        {"account", account},
                                        {"date", ToText(position_)},
                                        {"changed", ToText(changed->first)}});
  }

  const std::string& allocation_;
  const Position position_;
  State& state_;
  std::optional<Refusal> refusal_;
};

LeftLine LineAt(const std::string& path) {
  LeftLine line;
  line.path = path;
  const size_t first = path.find('/');
  const size_t last = path.rfind('/');
  line.purpose = path.substr(0, first);
  line.commitment = path.substr(first + 1, last - first - 1);
  return line;
}

std::vector<LeftLine> LinesOf(const std::string& key, LeftoverReader& reader) {
  std::map<std::string, LeftLine> lines;
  for (const Stage stage : kOpenStages) {
    for (const auto& [path, amount] : reader.Under(StagePrefix(stage, key))) {
      LeftLine& line = lines.try_emplace(path, LineAt(path)).first->second;
      line.stages[static_cast<size_t>(stage)] = amount;
    }
  }
  const ByPath undivided = reader.Under(FigurePrefix(kUndivided, key));
  std::vector<LeftLine> all;
  for (auto& [path, line] : lines) {
    // Taken last, given back first: what is open came from there first.
    const auto rest = undivided.find(path);
    if (rest != undivided.end()) {
      line.undivided = std::min(rest->second, line.Sum());
    }
    all.push_back(std::move(line));
  }
  return all;
}

}  // namespace

std::variant<Leftover, Refusal> FindLeftover(const std::string& allocation,
                                             Position position, State& state) {
  LeftoverReader reader(allocation, position, state);
  const std::string key = AllocationKey(allocation);
  Leftover left;
  for (const auto& [path, amount] : reader.Under(AvailablePrefix(key))) {
    left.available[path.substr(0, path.find(':'))] = amount;
  }
  for (const auto& [path, amount] : reader.Under(FigurePrefix(kFrozen, key))) {
    left.frozen_account = FigureAccount(kFrozen, key, path);
    left.frozen = amount;
  }
  for (const auto& [path, amount] :
       reader.Under(FigurePrefix(kProposed, key))) {
    left.proposed_account = FigureAccount(kProposed, key, path);
    left.proposed = amount;
  }
  left.lines = LinesOf(key, reader);
  for (const auto& [path, amount] :
       reader.Under(FigurePrefix(kDisbursed, key))) {
    left.cash += amount;
  }
  for (const auto& [path, amount] :
       reader.Under(FigurePrefix(kAdvanced, key))) {
    left.cash -= amount;
  }
  if (auto refusal = reader.TakeRefusal()) return *std::move(refusal);
  return left;
}

MovesByAccount ArrivalMoves(const std::string& allocation, State& state) {
  MovesByAccount moves;
  for (const std::string_view figure :
       {kTransferredIn, kTransferredOut, kCarriedIn}) {
    for (const std::string& name :
         state.accounts().Under(FigurePrefix(figure, allocation))) {
      Moves& of = moves[name];
      for (const auto& [day, point] :
           state.accounts().At(name, ledger::kBeginning).points()) {
        of[day] = point.moved;
      }
    }
  }
  return moves;
}

}  // namespace epiledger::funding
