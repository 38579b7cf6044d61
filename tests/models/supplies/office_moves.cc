// Goods that come and go.
#include <algorithm>

#include "tests/models/supplies/office.h"
#include "tests/models/supplies/settle.h"

namespace epiledger::goods {

MoveLine Office::AnyReceived(const std::string& item) {
  static const std::vector<std::optional<int>> kLastDays = {{}, 0, 2, 4,
                                                            5,  6, 90};
  MoveLine line;
  line.item = item;
  line.pieces = dice_.Between(1, 12);
  line.last_day = dice_.OneOf(kLastDays);
  if (line.last_day.has_value()) {
    line.batch = "b" + std::to_string(*line.last_day);
  }
  return line;
}

Request Office::NewReceipt() {
  static const std::vector<Origin> kOrigins = {{Source::kDonor, "alms"},
                                               {Source::kDonor, "bread"},
                                               {Source::kUnfunded, ""},
                                               {Source::kOpening, ""},
                                               {Source::kOrder, "order1"}};
  Move move;
  move.kind = MoveKind::kReceive;
  move.store = AnyStore();
  move.hour = AnyHour();
  move.origin = dice_.OneOf(kOrigins);
  move.lines.push_back(AnyReceived(AnyItem()));
  if (dice_.Chance(20)) {
    const std::string other = AnyItem();
    if (other != move.lines.front().item) {
      move.lines.push_back(AnyReceived(other));
    }
  }
  MayGoWrong(MoveMistakes(), move);
  return move;
}

// As much as there is, or a little less or more; now and then of one lot.
MoveLine Office::AnyTaken(const LineName& name, int hour) {
  MoveLine line;
  line.item = name.second;
  const Takeable takeable =
      TakeableAt(notes_.LineOf(name), name.second, notes_.lots, hour);
  int64_t sum = 0;
  std::vector<std::string> some;
  for (const Pieces& pieces : takeable.of_lots) {
    sum += pieces.amount;
    if (pieces.amount > 0) some.push_back(pieces.lot);
  }
  line.pieces = dice_.Near(sum);
  if (!dice_.Chance(35)) return line;
  line.lot = some.empty() || dice_.Chance(15) ? AnyLot(name.second)
                                              : dice_.OneOf(some);
  line.pieces = dice_.Near(takeable.Of(line.lot));
  line.is_overridden = dice_.Chance(30);
  return line;
}

Request Office::NewTaking(MoveKind kind) {
  const LineName name = AnyStocked();
  Move move;
  move.kind = kind;
  move.store = name.first;
  move.hour = AnyHour();
  move.lines.push_back(AnyTaken(name, move.hour));
  if (dice_.Chance(15)) {
    const std::string other = AnyItem();
    if (other != name.second) {
      move.lines.push_back(AnyTaken({name.first, other}, move.hour));
    }
  }
  if (kind != MoveKind::kIssue) {
    for (MoveLine& line : move.lines) line.is_overridden = false;
  }
  MayGoWrong(MoveMistakes(), move);
  return move;
}

Request Office::NewLoss() {
  auto move = std::get<Move>(NewTaking(MoveKind::kLose));
  move.loss_reason = static_cast<int>(dice_.Between(1, kOtherLoss));
  move.note = "seen";
  if (dice_.Chance(20)) move.note.clear();
  if (dice_.Chance(6)) move.loss_reason = kNoLossReason;
  return move;
}

Request Office::NewBringBack() {
  const LineName name = AnyStocked();
  Move move;
  move.kind = MoveKind::kBringBack;
  move.store = name.first;
  move.hour = AnyHour();
  MoveLine line;
  line.item = name.second;
  line.pieces = dice_.Between(1, 6);
  if (dice_.Chance(30)) line.lot = AnyLot(line.item);
  move.lines.push_back(line);
  MayGoWrong(MoveMistakes(), move);
  return move;
}

// Before a count, the lot that is needed after it.
Request Office::NewContradiction() {
  const LineName name = AnyStocked();
  const Line& line = notes_.LineOf(name);
  if (line.findings.empty()) return NewCount();
  std::vector<int> counted;
  for (const auto& [hour, finding] : line.findings) counted.push_back(hour);
  Move move;
  move.kind = dice_.Chance(80) ? MoveKind::kIssue : MoveKind::kSendBack;
  move.store = name.first;
  move.hour = std::max(
      0, dice_.OneOf(counted) - static_cast<int>(dice_.Between(0, 12)));
  move.lines.push_back(AnyTaken(name, move.hour));
  const Takeable takeable =
      TakeableAt(line, name.second, notes_.lots, move.hour);
  MoveLine& taken = move.lines.front();
  taken.is_overridden = false;
  taken.lot.clear();
  taken.pieces = 0;
  for (const Pieces& pieces : takeable.of_lots) taken.pieces += pieces.amount;
  taken.pieces = std::max<int64_t>(1, taken.pieces - dice_.Between(0, 2));
  return move;
}

Office::Mistakes<Move> Office::MoveMistakes() {
  return {
      [](Move& move) { move.store = "hospital/cellar"; },
      [](Move& move) { move.lines.back().item = "hats"; },
      [this](Move& move) { move.hour = Ahead(); },
      [](Move& move) {
        if (move.kind == MoveKind::kReceive) {
          move.origin.reset();
        } else {
          move.origin = Origin{Source::kUnfunded, ""};
        }
      },
      [](Move& move) {
        if (move.kind == MoveKind::kReceive) return;
        MoveLine& line = move.lines.back();
        line.lot = line.item + "/nowhere";
      },
      [](Move& move) {
        if (move.kind != MoveKind::kIssue) return;
        move.lines.back().lot.clear();
        move.lines.back().is_overridden = true;
      },
  };
}

}  // namespace epiledger::goods
