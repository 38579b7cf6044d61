#include "tests/models/supplies/offer.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "tests/models/supplies/settle.h"
#include "tests/models/supplies/withheld.h"

namespace epiledger::goods {
namespace {

// What of the hold's lots was there; it is gone for the next.
std::vector<Pieces> Filled(const Hold& hold,
                           std::map<std::string, int64_t>& there) {
  std::vector<Pieces> filled;
  for (const Pieces& box : hold.lots) {
    const int64_t some =
        std::min(box.amount, std::max<int64_t>(0, there[box.lot]));
    there[box.lot] -= some;
    filled.push_back({box.lot, some});
  }
  return filled;
}

}  // namespace

Kept KeptBeside(const Holds& holds, std::map<std::string, int64_t> there,
                const std::string& shipment) {
  const auto own =
      std::find_if(holds.all.begin(), holds.all.end(),
                   [&](const Hold& hold) { return hold.shipment == shipment; });
  Kept kept;
  for (auto hold = holds.all.begin(); hold != holds.all.end(); ++hold) {
    const std::vector<Pieces> filled = Filled(*hold, there);
    for (const Pieces& box : filled) {
      (hold == own ? kept.own : kept.of_lots)[box.lot] += box.amount;
    }
    if (hold < own) kept.promised += hold->pieces - SumOf(filled);
  }
  return kept;
}

bool IsLeft(const Kept& kept, const Line& before, const Line& after) {
  auto is = after.LotsAt(kEnd);
  auto was = before.LotsAt(kEnd);
  int64_t needed = kept.promised;
  for (const auto& [lot, amount] : kept.of_lots) {
    if (is[lot] < amount && is[lot] < was[lot]) return false;
    needed += amount;
  }
  return after.StockAt(kEnd) >= needed ||
         after.StockAt(kEnd) >= before.StockAt(kEnd);
}

Offer::Offer(const Notes& notes, const LineName& name, int hour,
             const std::string& shipment) {
  const Line& line = notes.LineOf(name);
  is_counted_later_ = line.CountFrom(hour) != kEnd;
  auto at_end = line.LotsAt(kEnd);
  Kept kept = KeptBeside(notes.HoldsOf(name), at_end, shipment);
  promised_ = kept.promised;
  const Point judged = {.hour = std::min(hour, notes.now)};
  for (const Pieces& pieces :
       TakeableAt(line, name.second, notes.lots, hour).of_lots) {
    const std::string& lot = pieces.lot;
    lots_.push_back(
        {lot, pieces.amount, at_end[lot], kept.of_lots[lot], kept.own[lot],
         WhyWithheld(notes, name.first, lot, judged) != goods::Withheld::kNot});
  }
  if (!is_counted_later_) return;
  for (OneLot& lot : lots_) {
    lot.at_end = lot.there;
    lot.kept = 0;
  }
}

int64_t Offer::OneLot::Open() const {
  return std::clamp<int64_t>(at_end - kept, 0, there);
}

Offer::Room Offer::RoomNow() const {
  constexpr int64_t kAny = std::numeric_limits<int64_t>::max();
  if (is_counted_later_) return {kAny, kAny};
  Room room;
  for (const OneLot& lot : lots_) {
    (lot.is_withheld ? room.withheld : room.good) +=
        std::max<int64_t>(0, lot.at_end - lot.kept);
  }
  // Goods that are withheld cannot go with a shipment, but they are there.
  const int64_t lacking = std::max<int64_t>(0, promised_ - room.good);
  room.good = std::max<int64_t>(0, room.good - promised_);
  room.withheld = std::max<int64_t>(0, room.withheld - lacking);
  return room;
}

int64_t Offer::OfNamed(const std::string& lot) const {
  const Room room = RoomNow();
  for (const OneLot& one : lots_) {
    if (one.lot != lot) continue;
    const int64_t most = one.is_withheld ? room.withheld : room.good;
    return std::min(one.Open(), std::max(one.own, most));
  }
  return 0;
}

std::vector<Pieces> Offer::AtMost(Of of) const {
  Room room = RoomNow();
  std::vector<Pieces> lots;
  for (const OneLot& one : lots_) {
    if (one.is_withheld && of == Of::kGivenOut) continue;
    int64_t& left = one.is_withheld ? room.withheld : room.good;
    const int64_t some = std::min(one.Open(), left);
    left -= some;
    lots.push_back({one.lot, some});
  }
  return lots;
}

std::vector<Pieces> Offer::Withheld() const {
  std::vector<Pieces> lots;
  for (const OneLot& one : lots_) {
    if (one.is_withheld && one.there > 0) lots.push_back({one.lot, one.there});
  }
  return lots;
}

std::vector<Pieces> Offer::SetAside(Of of) const {
  std::vector<Pieces> lots;
  for (const OneLot& one : lots_) {
    if (one.is_withheld && of == Of::kGivenOut) continue;
    if (one.there > one.Open())
      lots.push_back({one.lot, one.there - one.Open()});
  }
  return lots;
}

void Offer::Take(const std::string& lot, int64_t amount) {
  for (OneLot& one : lots_) {
    if (one.lot != lot) continue;
    one.there -= amount;
    one.at_end -= amount;
  }
}

}  // namespace epiledger::goods
