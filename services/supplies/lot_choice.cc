#include "services/supplies/lot_choice.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/time/civil_time.h"
#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using book::Decision;

std::string ToText(int64_t day) { return absl::FormatCivilTime(ToDay(day)); }

}  // namespace

LotChoice::LotChoice(ledger::State& state, LineBook& book,
                     const v1::Movement& movement,
                     const std::string& store_name)
    : state_(state),
      book_(book),
      store_name_(store_name),
      position_(ToPosition(movement.movement_time())),
      is_for_use_(movement.kind() != v1::Movement::KIND_SEND_BACK),
      day_(ToNumber(book::CivilDayAt(book::GenesisOf(state_),
                                     absl::FromUnixMicros(position_)))),
      // A count of this very instant holds the movement.
      is_last_(!book.CountAfter(position_ - 1).has_value()) {
  const std::string line = book_.line().path();
  if (const auto known =
          state_.Get<v1::LineReservations>(kReservations, line)) {
    const LotAmounts there = book_.LotsFound();
    claims_ = ClaimsBeside(*known, there, PathOf(movement.shipment()));
    promised_ = claims_.of_others.Promised(there);
  }
  for (const auto& [key, body] :
       state_.resources().Children(kLotQuarantines, book_.line().store)) {
    v1::LotQuarantine quarantine;
    quarantine.ParseFromString(body);
    const std::string path = PathOf(quarantine.lot());
    const bool is_of_line = rpc::FirstSegment(path) == book_.line().item;
    if (!is_of_line || !LastsAt(quarantine, position_)) continue;
    quarantined_.emplace(rpc::LastSegment(path));
  }
}

v1::WithheldReason LotChoice::ReasonOf(const std::string& lot) {
  return WithheldReasonOf(ExpiryDayOf(book_.LotOf(lot)), day_,
                          quarantined_.contains(lot));
}

bool LotChoice::IsWithheld(const Shelf& shelf) const {
  return is_for_use_ && shelf.reason != v1::WITHHELD_REASON_UNSPECIFIED;
}

std::vector<LotChoice::Shelf> LotChoice::Shelves() {
  const LotAmounts left = book_.LotsLeft();
  std::vector<Shelf> shelves;
  for (const v1::LotChange& lot : book_.IssuableLots(position_)) {
    ledger::Amount open = lot.amount();
    if (is_last_) {
      const auto at_end = left.find(lot.lot());
      const ledger::Amount loose = (at_end == left.end() ? 0 : at_end->second) -
                                   claims_.of_others.PickedOf(lot.lot());
      open = std::clamp<ledger::Amount>(loose, 0, open);
    }
    shelves.push_back({lot.lot(), lot.amount(), open, ReasonOf(lot.lot())});
  }
  return shelves;
}

LotChoice::Room LotChoice::RoomNow() {
  if (!is_last_ || promised_ == 0) {
    return {limits::kMaxAmount, limits::kMaxAmount};
  }
  Room room;
  for (const auto& [lot, amount] : book_.LotsLeft()) {
    const ledger::Amount loose = amount - claims_.of_others.PickedOf(lot);
    if (loose > 0) room.Of({lot, amount, loose, ReasonOf(lot)}) += loose;
  }
  // What is withheld cannot go, but is there.
  const ledger::Amount lacking =
      std::max<ledger::Amount>(0, promised_ - room.good);
  room.good = std::max<ledger::Amount>(0, room.good - promised_);
  room.withheld = std::max<ledger::Amount>(0, room.withheld - lacking);
  return room;
}

std::variant<LotChoice::Lots, Decision> LotChoice::Choose(
    v1::Movement::Line& line) {
  if (line.lot().empty()) return TakeFirst(line);
  if (auto missing = CheckLotExists(line, state_)) return *std::move(missing);
  return TakeNamed(line);
}

Decision LotChoice::Withhold(v1::WithheldReason reason,
                             const v1::Movement::Line& line) {
  if (reason == v1::WITHHELD_REASON_QUARANTINED) {
    return Refuse("LOT_QUARANTINED",
                  {{"lot", line.lot()}, {"store", store_name_}});
  }
  const std::string lot(rpc::LastSegment(line.lot()));
  return Refuse("EXPIRED_LOT",
                {{"lot", line.lot()},
                 {"store", store_name_},
                 {"expiry", ToText(*ExpiryDayOf(book_.LotOf(lot)))},
                 {"day", ToText(day_)}});
}

std::variant<LotChoice::Lots, Decision> LotChoice::TakeNamed(
    const v1::Movement::Line& line) {
  const std::string lot(rpc::LastSegment(line.lot()));
  const v1::WithheldReason reason =
      is_for_use_ ? ReasonOf(lot) : v1::WITHHELD_REASON_UNSPECIFIED;
  // No reason lifts a quarantine: it is released, by whoever may.
  if (is_for_use_ && quarantined_.contains(lot)) {
    return Withhold(v1::WITHHELD_REASON_QUARANTINED, line);
  }
  if (reason == v1::WITHHELD_REASON_EXPIRED &&
      IsBlank(line.override_reason())) {
    return Withhold(reason, line);
  }
  Room room = RoomNow();
  const auto own = claims_.own.find(lot);
  Short found;
  for (const Shelf& shelf : Shelves()) {
    if (shelf.lot != lot) continue;
    // The lots set aside for it are its own, whatever else was promised.
    const ledger::Amount least = own == claims_.own.end() ? 0 : own->second;
    found.available = std::min(shelf.open, std::max(least, room.Of(shelf)));
    found.withheld[v1::WITHHELD_REASON_RESERVED] =
        shelf.there - found.available;
  }
  if (found.available < line.total()) return RefuseShort(line, found);
  Lots lots(1);
  lots.front().set_lot(lot);
  lots.front().set_amount(line.total());
  return lots;
}

std::variant<LotChoice::Lots, Decision> LotChoice::TakeFirst(
    v1::Movement::Line& line) {
  const auto skip = [&line](const Shelf& shelf, ledger::Amount amount,
                            v1::WithheldReason reason) {
    v1::Movement::SkippedLot& told = *line.add_skipped_lots();
    told.set_lot(Concat(line.item(), "/lots/", shelf.lot));
    told.set_quantity(amount);
    told.set_reason(reason);
  };
  Room room = RoomNow();
  Short found;
  LotAmounts at_most;
  for (const Shelf& shelf : Shelves()) {
    const ledger::Amount open = IsWithheld(shelf) ? 0 : shelf.open;
    const ledger::Amount taken = std::min(open, room.Of(shelf));
    room.Of(shelf) -= taken;
    at_most[shelf.lot] = taken;
    found.available += taken;
    found.withheld[v1::WITHHELD_REASON_RESERVED] += open - taken;
    if (open == shelf.there) continue;
    const v1::WithheldReason reason =
        IsWithheld(shelf) ? shelf.reason : v1::WITHHELD_REASON_RESERVED;
    found.withheld[reason] += shelf.there - open;
    skip(shelf, shelf.there - open, reason);
  }
  if (found.available < line.total()) return RefuseShort(line, found);
  return book_.LotsToIssue(position_, line.total(), at_most);
}

Decision LotChoice::RefuseShort(const v1::Movement::Line& line,
                                const Short& found) const {
  static constexpr std::pair<v1::WithheldReason, std::string_view> kWords[] = {
      {v1::WITHHELD_REASON_EXPIRED, "expired"},
      {v1::WITHHELD_REASON_QUARANTINED, "quarantined"},
      {v1::WITHHELD_REASON_RESERVED, "reserved"}};
  Figures figures = {{"store", store_name_},
                     {"item", book_.line().item},
                     {"lot", std::string(rpc::LastSegment(line.lot()))},
                     {"available", Concat(found.available)},
                     {"needed", Concat(line.total())}};
  int number = 0;
  for (const auto& [reason, word] : kWords) {
    const auto amount = found.withheld.find(reason);
    if (amount == found.withheld.end() || amount->second == 0) continue;
    const std::string row = Concat("withheld_", ++number);
    figures[row] = std::string(word);
    figures[row + "_quantity"] = Concat(amount->second);
  }
  return Refuse("STOCK_SHORT", std::move(figures));
}

std::optional<Decision> CheckLotExists(const v1::Movement::Line& line,
                                       ledger::State& state) {
  const std::string_view lot = rpc::LastSegment(line.lot());
  if (line.lot().empty() || IsBuiltIn(lot) ||
      state.Exists(kLots, PathOf(line.lot()))) {
    return std::nullopt;
  }
  return Missing("LOT_NOT_FOUND", line.lot());
}

}  // namespace epiledger::supplies
