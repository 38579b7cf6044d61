#include "services/funding/rules/open_line.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

// The day from which an order draws on its allocation.
Position DrawsSince(const v1::Commitment& commitment) {
  return ToPosition(commitment.carried_from().empty()
                        ? commitment.commitment_date()
                        : commitment.carried_from().rbegin()->carry_date());
}

// What an order did before it was carried over stands in another allocation.
std::optional<Refusal> CheckCarried(const OpenCommitment& open,
                                    Position position) {
  if (open.commitment.carried_from().empty() || position >= open.since) {
    return std::nullopt;
  }
  return Refuse("CARRIED_OVER", {{"commitment", open.commitment.name()},
                                 {"date", ToText(position)},
                                 {"carried", ToText(open.since)},
                                 {"allocation", open.commitment.allocation()}});
}

}  // namespace

std::variant<OpenCommitment, Refusal> FindCommitment(const std::string& name,
                                                     Position position,
                                                     Position posted,
                                                     State& state) {
  OpenCommitment open;
  open.key = rpc::LastSegment(name);
  auto commitment = state.Get<v1::Commitment>(kCommitments, open.key);
  if (!commitment.has_value()) return Missing("COMMITMENT_NOT_FOUND", name);
  open.commitment = *std::move(commitment);
  if (auto refusal = CheckStanding(open.commitment)) {
    return *std::move(refusal);
  }
  const Position begin = ToPosition(open.commitment.commitment_date());
  if (position < begin) {
    return Refuse("BEFORE_COMMITTED", {{"commitment", name},
                                       {"date", ToText(position)},
                                       {"committed", ToText(begin)}});
  }
  open.since = DrawsSince(open.commitment);
  if (auto refusal = CheckCarried(open, posted)) return *std::move(refusal);
  // What a commitment names is there: nothing is ever deleted.
  open.allocation =
      state
          .Get<v1::Allocation>(kAllocations,
                               AllocationKey(open.commitment.allocation()))
          .value_or(v1::Allocation());
  return open;
}

std::optional<Refusal> CheckLine(const OpenCommitment& open, int64_t number) {
  if (number <= open.commitment.lines_size()) return std::nullopt;
  return Refusal{absl::StatusCode::kNotFound,
                 "LINE_NOT_FOUND",
                 {{"commitment", open.commitment.name()},
                  {"line", Concat(number)},
                  {"lines", Concat(open.commitment.lines_size())}}};
}

ledger::Needs NeedsOfLine(const std::string& commitment) {
  return {
      {{std::string(kCommitments), std::string(rpc::LastSegment(commitment))}},
      {}};
}

void LoadLines(const OpenCommitment& open, int64_t first, int64_t last,
               Position position, ledger::State& state) {
  const std::string allocation = AllocationKey(open.commitment.allocation());
  std::vector<ledger::AccountNeed> needs;
  for (int64_t number = first; number <= last; ++number) {
    const auto& line = open.commitment.lines(static_cast<int>(number) - 1);
    const CommitmentLine names{allocation, rpc::LastSegment(line.purpose()),
                               open.key, number};
    for (const Stage stage : kStages) {
      needs.push_back({StageAccount(stage, names), position});
    }
    needs.push_back({LineFigureAccount(kUndivided, names), position});
  }
  state.accounts().Load(needs);
}

OpenLine::OpenLine(const OpenCommitment& open, int64_t number,
                   Position position, ledger::State& state)
    : line_(open.commitment.lines(static_cast<int>(number) - 1)),
      commitment_(open.key),
      number_(number),
      allocation_(AllocationKey(open.commitment.allocation())),
      position_(position),
      state_(state),
      purse_(open.allocation, position, state) {
  LoadDays();
}

void OpenLine::LoadDays() {
  std::vector<ledger::AccountNeed> needs;
  needs.reserve(std::size(kStages));
  for (const Stage stage : kStages) {
    needs.push_back({AccountOf(stage), position_});
  }
  ledger::Accounts& accounts = state_.accounts();
  accounts.Load(needs);
  days_[position_];
  for (const ledger::AccountNeed& need : needs) {
    const auto& points = accounts.At(need.name, position_).points();
    for (auto it = points.upper_bound(position_); it != points.end(); ++it) {
      days_[it->first];
    }
  }
  for (size_t stage = 0; stage < needs.size(); ++stage) {
    const ledger::Timeline& timeline =
        accounts.At(needs[stage].name, position_);
    for (auto& [day, stages] : days_) stages[stage] = timeline.BalanceAt(day);
  }
}

CommitmentLine OpenLine::names() const {
  return {allocation_, rpc::LastSegment(line_.purpose()), commitment_, number_};
}

std::string OpenLine::AccountOf(Stage stage) const {
  return StageAccount(stage, names());
}

Amount OpenLine::OnDay(Stage stage) const {
  return days_.begin()->second[static_cast<size_t>(stage)];
}

Amount OpenLine::At(Stage stage) const {
  Amount least = OnDay(stage);
  for (const auto& [day, stages] : days_) {
    least = std::min(least, stages[static_cast<size_t>(stage)]);
  }
  return least;
}

Amount OpenLine::AtBoth(Stage first, Stage second) const {
  Amount least = OnDay(first) + OnDay(second);
  for (const auto& [day, stages] : days_) {
    least = std::min(least, stages[static_cast<size_t>(first)] +
                                stages[static_cast<size_t>(second)]);
  }
  return least;
}

void OpenLine::Change(Stage stage, Position day, Amount amount) {
  for (auto it = days_.lower_bound(day); it != days_.end(); ++it) {
    it->second[static_cast<size_t>(stage)] += amount;
  }
}

void OpenLine::Move(Stage from, Stage to, Position day, Amount amount,
                    Accepted& accepted) {
  if (amount < 0) return Move(to, from, day, -amount, accepted);
  AddMovement(AccountOf(from), AccountOf(to), day, amount, accepted);
  Change(from, day, -amount);
  Change(to, day, amount);
}

Amount OpenLine::Arrive(Amount amount, Accepted& accepted) {
  const Amount paid =
      std::min(OnDay(Stage::kPrepaid), OnDay(Stage::kAccrued) + amount);
  Move(Stage::kPrepaid, Stage::kPaid, position_, paid, accepted);
  Move(Stage::kHeld, Stage::kAccrued, position_, amount - paid, accepted);
  MeetLater(accepted);
  return paid;
}

void OpenLine::Pay(Amount amount, Accepted& accepted) {
  const Amount owed =
      std::min(OnDay(Stage::kPrepaid) + amount, OnDay(Stage::kAccrued));
  Move(Stage::kAccrued, Stage::kPaid, position_, owed, accepted);
  Move(Stage::kHeld, Stage::kPrepaid, position_, amount - owed, accepted);
  MeetLater(accepted);
}

// Where both are there, as much of the goods is paid by what was prepaid, and
// held again is what was set aside for the second time. Where one is short, it
// had been used for goods that now come second: the other way round.
void OpenLine::MeetLater(Accepted& accepted) {
  for (const auto& [day, stages] : days_) {
    const Amount both = std::min(stages[static_cast<size_t>(Stage::kPrepaid)],
                                 stages[static_cast<size_t>(Stage::kAccrued)]);
    Move(Stage::kPrepaid, Stage::kPaid, day, both, accepted);
    Move(Stage::kAccrued, Stage::kHeld, day, both, accepted);
  }
}

void OpenLine::Count(int64_t pieces, Accepted& accepted) {
  AddPieces(ArrivedContraAccount(names()), LineFigureAccount(kArrived, names()),
            position_, pieces, accepted);
}

void OpenLine::Take(Amount amount, Accepted& accepted) {
  const Amount undivided =
      purse_.Take(line_.purpose(), amount, AccountOf(Stage::kHeld), accepted);
  AddUndivided(names(), position_, undivided, accepted);
  Change(Stage::kHeld, position_, amount);
}

void OpenLine::Receive(Stage stage, Amount amount, Amount undivided) {
  Change(stage, position_, amount);
  received_undivided_ += undivided;
}

void OpenLine::GiveBack(Stage from, Amount amount, Accepted& accepted) {
  const Amount undivided =
      state_.AvailableFrom(LineFigureAccount(kUndivided, names()), position_) +
      received_undivided_;
  const Amount given = purse_.GiveBack(line_.purpose(), amount, undivided,
                                       AccountOf(from), accepted);
  AddUndivided(names(), position_, -given, accepted);
  Change(from, position_, -amount);
}

void AddUndivided(const CommitmentLine& line, Position position, Amount amount,
                  Accepted& accepted) {
  const std::string contra = ContraAccount(line.allocation, line.purpose);
  const std::string account = LineFigureAccount(kUndivided, line);
  if (amount >= 0) {
    AddMovement(contra, account, position, amount, accepted);
  } else {
    AddMovement(account, contra, position, -amount, accepted);
  }
}

}  // namespace epiledger::funding
