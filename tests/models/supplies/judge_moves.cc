// What speaks against a movement.
#include "tests/models/supplies/judge.h"
#include "tests/models/supplies/trial.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

// Whether all that a line names is there.
bool IsThere(const Notes& notes, const MoveLine& line, Verdict& verdict) {
  if (verdict.RefuseIf(!notes.items.contains(line.item), "ITEM_NOT_FOUND")) {
    return false;
  }
  if (line.lot.empty()) return true;
  return !verdict.RefuseIf(!notes.lots.contains(line.lot), "LOT_NOT_FOUND");
}

void JudgeChoice(const Notes& notes, const Move& asked, const MoveLine& line,
                 Verdict& verdict) {
  if (asked.kind == MoveKind::kIssue && !line.lot.empty()) {
    verdict.RefuseIf(
        !line.is_overridden && IsExpired(notes.lots.at(line.lot), asked.hour),
        "EXPIRED_LOT");
    verdict.RefuseIf(
        IsQuarantined(notes, asked.store, line.lot, Point{.hour = asked.hour}),
        "LOT_QUARANTINED");
  }
  const MoveTrial trial = Try(notes, asked, line);
  if (verdict.RefuseIf(trial.available < line.pieces, "STOCK_SHORT",
                       trial.available)) {
    return;
  }
  if (verdict.RefuseIf(!trial.after.has_value(), "ISSUE_CONTRADICTED")) return;
  verdict.RefuseIf(!trial.leaves_held, "STOCK_RESERVED");
}

}  // namespace

void JudgeForm(const Move& asked, Verdict& verdict) {
  if (asked.kind == MoveKind::kReceive) {
    verdict.RejectIf(!asked.origin.has_value(), "ORIGIN_MISSING");
  } else {
    verdict.RejectIf(asked.origin.has_value(), "NOT_FOR_THIS_KIND");
  }
  if (asked.kind == MoveKind::kLose) {
    verdict.RejectIf(asked.loss_reason == kNoLossReason, "LOSS_REASON_MISSING");
    verdict.RejectIf(asked.loss_reason == kOtherLoss && asked.note.empty(),
                     "NOTE_MISSING");
  }
  for (const MoveLine& line : asked.lines) {
    if (!line.lot.empty()) {
      verdict.RejectIf(!line.lot.starts_with(line.item + "/"),
                       "LOT_OF_OTHER_ITEM");
    }
    if (asked.kind != MoveKind::kIssue) continue;
    verdict.RejectIf(line.is_overridden && line.lot.empty(),
                     "OVERRIDE_WITHOUT_LOT");
  }
}

void JudgeOne(const Notes& notes, const Move& asked, Verdict& verdict) {
  if (verdict.RefuseIf(!notes.stores.contains(asked.store),
                       "STORE_NOT_FOUND")) {
    return;
  }
  for (const MoveLine& line : asked.lines) {
    if (!IsThere(notes, line, verdict)) continue;
    if (!IsFact(asked.kind)) JudgeChoice(notes, asked, line, verdict);
  }
}

}  // namespace epiledger::goods
