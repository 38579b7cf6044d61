// Lots that are withheld, and given out again.
#include "tests/models/supplies/office.h"

namespace epiledger::goods {

Request Office::NewQuarantine() {
  const LineName name = AnyStocked();
  Quarantine one = {name.first, AnyLot(name.second), AnyHour()};
  std::vector<std::string> there;
  for (const auto& [lot, amount] : notes_.LineOf(name).LotsAt(kEnd)) {
    if (amount > 0) there.push_back(lot);
  }
  if (!there.empty() && dice_.Chance(70)) one.lot = dice_.OneOf(there);
  MayGoWrong<Quarantine>(
      {
          [](Quarantine& asked) { asked.store = "hospital/cellar"; },
          [this](Quarantine& asked) { asked.hour = Ahead(); },
          [](Quarantine& asked) { asked.lot = "masks/nowhere"; },
      },
      one);
  return one;
}

Request Office::NewRelease() {
  if (notes_.quarantines.empty()) return NewQuarantine();
  std::vector<std::string> all;
  std::vector<std::string> lasting;
  for (const auto& [label, noted] : notes_.quarantines) {
    all.push_back(label);
    if (!noted.release_hour.has_value()) lasting.push_back(label);
  }
  Release one = {dice_.OneOf(all), AnyHour()};
  if (!lasting.empty() && dice_.Chance(75)) {
    one.quarantine = dice_.OneOf(lasting);
  }
  MayGoWrong<Release>({
                          [](Release& asked) { asked.quarantine = "q0"; },
                          [this](Release& asked) { asked.hour = Ahead(); },
                      },
                      one);
  return one;
}

}  // namespace epiledger::goods
