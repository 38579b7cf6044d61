// What speaks against a quarantine, and against its end.
#include "tests/models/supplies/judge.h"

namespace epiledger::goods {

void JudgeForm(const Quarantine&, Verdict&) {}
void JudgeForm(const Release&, Verdict&) {}

// One at a time: none lasts at that hour, and none begins later.
void JudgeOne(const Notes& notes, const Quarantine& asked, Verdict& verdict) {
  if (verdict.RefuseIf(!notes.stores.contains(asked.store),
                       "STORE_NOT_FOUND") ||
      verdict.RefuseIf(!notes.lots.contains(asked.lot), "LOT_NOT_FOUND")) {
    return;
  }
  bool is_taken = false;
  for (const auto& [label, other] : notes.quarantines) {
    if (other.asked.store != asked.store || other.asked.lot != asked.lot) {
      continue;
    }
    is_taken = is_taken || !other.release_hour.has_value() ||
               *other.release_hour > asked.hour ||
               other.asked.hour > asked.hour;
  }
  verdict.RefuseIf(is_taken, "ALREADY_QUARANTINED");
}

void JudgeOne(const Notes& notes, const Release& asked, Verdict& verdict) {
  const auto* noted = Find(notes.quarantines, asked.quarantine);
  if (verdict.RefuseIf(noted == nullptr, "QUARANTINE_NOT_FOUND")) return;
  verdict.RefuseIf(noted->release_hour.has_value(), "ALREADY_RELEASED");
  verdict.RefuseIf(asked.hour < noted->asked.hour, "RELEASED_TOO_EARLY");
}

}  // namespace epiledger::goods
