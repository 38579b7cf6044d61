#include "tests/models/supplies/withheld.h"

#include <algorithm>

namespace epiledger::goods {

bool IsExpired(const Lot& lot, int hour) {
  constexpr int kHoursOfDay = 24;
  return lot.last_day.has_value() && *lot.last_day < hour / kHoursOfDay;
}

bool IsQuarantined(const Notes& notes, const std::string& store,
                   const std::string& lot, Point point) {
  return std::any_of(notes.quarantines.begin(), notes.quarantines.end(),
                     [&](const auto& labelled) {
                       const NotedQuarantine& one = labelled.second;
                       return one.asked.store == store &&
                              one.asked.lot == lot && one.LastsAt(point);
                     });
}

Withheld WhyWithheld(const Notes& notes, const std::string& store,
                     const std::string& lot, Point point) {
  if (IsExpired(notes.lots.at(lot), point.hour)) return Withheld::kExpired;
  return IsQuarantined(notes, store, lot, point) ? Withheld::kQuarantined
                                                 : Withheld::kNot;
}

}  // namespace epiledger::goods
