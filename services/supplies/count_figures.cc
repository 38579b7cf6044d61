#include "services/supplies/count_figures.h"

#include <algorithm>

namespace epiledger::supplies {

CountFigures FiguresOf(const v1::CountEntry& entry) {
  CountFigures figures;
  if (entry.is_superseded()) return figures;
  Amount total = 0;
  for (const v1::LotChange& change : entry.changes()) total += change.amount();
  if (entry.is_opening()) {
    figures.opening = total;
    return figures;
  }
  figures.use = std::max<Amount>(0, -total);
  figures.surplus = std::max<Amount>(0, total);
  figures.late_surplus =
      std::max<Amount>(0, figures.surplus - entry.own_surplus());
  return figures;
}

std::map<ContraKey, Amount> BookedAt(const v1::CountEntry& entry) {
  std::map<ContraKey, Amount> booked;
  if (entry.is_superseded()) return booked;
  constexpr auto kNone = v1::SURPLUS_REASON_UNSPECIFIED;
  const CountFigures figures = FiguresOf(entry);
  Amount own = figures.surplus - figures.late_surplus;
  for (const v1::LotChange& change : entry.changes()) {
    if (figures.surplus == 0) {
      const Contra contra =
          entry.is_opening() ? Contra::kOpening : Contra::kUsed;
      booked[{contra, kNone, change.lot()}] += change.amount();
      continue;
    }
    const Amount by_own = std::min(own, change.amount());
    const Amount by_late = change.amount() - by_own;
    own -= by_own;
    if (by_own > 0) {
      booked[{Contra::kFound, entry.surplus_reason(), change.lot()}] += by_own;
    }
    if (by_late > 0) {
      booked[{Contra::kFound, v1::SURPLUS_REASON_LATE_ENTRY, change.lot()}] +=
          by_late;
    }
  }
  return booked;
}

}  // namespace epiledger::supplies
