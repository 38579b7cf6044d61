// What movements do, and what is told of them.
#include "tests/models/supplies/record.h"
#include "tests/models/supplies/trial.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

constexpr int64_t kPosted = 1;
constexpr int64_t kContradicted = 2;
// Why a lot is skipped.
constexpr int64_t kSetAside = 3;

int TaskOf(MoveKind kind) {
  if (kind == MoveKind::kLose) return kContradictedLoss;
  return kind == MoveKind::kReceive ? kContradictedReceipt
                                    : kContradictedReturn;
}

// A lot is what its first receipt made it.
void NoteLot(const Move& asked, const MoveLine& line, Notes& notes) {
  if (asked.kind != MoveKind::kReceive) return;
  notes.lots.try_emplace(
      LotOf(line, *asked.origin),
      Lot{line.item, line.last_day, asked.hour, *asked.origin});
}

}  // namespace

Figures RecordOne(const Move& asked, int64_t sequence, Notes& notes) {
  const std::string label = "m" + std::to_string(notes.moves.size() + 1);
  Figures told;
  for (const MoveLine& line : asked.lines) {
    const LineName name = {asked.store, line.item};
    const Line before = notes.LineOf(name);
    const MoveTrial trial = Try(notes, asked, line);
    told[line.item + " outcome"] =
        trial.after.has_value() ? kPosted : kContradicted;
    if (!trial.after.has_value()) {
      notes.tasks[{TaskOf(asked.kind), asked.store, line.item, label}].Set(
          sequence, line.pieces);
      continue;
    }
    for (const Pieces& pieces : trial.lots) {
      told[line.item + " lot " + pieces.lot] = pieces.amount;
    }
    for (const Pieces& pieces : trial.skipped) {
      const Withheld why = WhyWithheld(notes, asked.store, pieces.lot,
                                       Point{.hour = asked.hour});
      const std::string skipped = line.item + " skipped " + pieces.lot;
      told[skipped] = pieces.amount;
      told[skipped + " why"] = static_cast<int64_t>(why);
    }
    for (const Pieces& pieces : trial.set_aside) {
      const std::string skipped = line.item + " skipped " + pieces.lot;
      told[skipped] = pieces.amount;
      told[skipped + " why"] = kSetAside;
    }
    TellNextCount(before, *trial.after, asked.hour, line.item, told);
    NoteLot(asked, line, notes);
    NoteLine(name, *trial.after, sequence, notes);
    if (IsFact(asked.kind)) TellBroken(name, sequence, notes, told);
  }
  notes.moves[label] = {sequence, asked};
  return told;
}

}  // namespace epiledger::goods
