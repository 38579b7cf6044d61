#include "services/supplies/reservations.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "services/rpc/names.h"
#include "services/supplies/tasks.h"

namespace epiledger::supplies {
namespace {

Amount SumOf(const LotAmounts& lots) {
  return std::accumulate(
      lots.begin(), lots.end(), Amount{0},
      [](Amount sum, const auto& lot) { return sum + lot.second; });
}

Amount AmountOf(const LotAmounts& lots, const std::string& lot) {
  const auto found = lots.find(lot);
  return found == lots.end() ? 0 : found->second;
}

v1::LineReservations ReservationsOf(const LineName& line,
                                    EffectsBuilder& effects) {
  return effects.Get<v1::LineReservations>(kReservations, line.path())
      .value_or(v1::LineReservations());
}

void AddHold(Held& held, const v1::LineReservations::Hold& hold) {
  if (hold.lots().empty()) held.unpicked += hold.amount();
  for (const v1::LotChange& lot : hold.lots()) {
    held.picked[lot.lot()] += lot.amount();
  }
}

// Takes `amount` off what the shipment holds back of the line.
void Shrink(const LineName& line, const std::string& key, Amount amount,
            EffectsBuilder& effects) {
  auto shipment = effects.Get<v1::Shipment>(kShipments, key);
  if (!shipment.has_value()) return;
  for (v1::Shipment::Line& of : *shipment->mutable_lines()) {
    if (rpc::LastSegment(of.item()) != line.item) continue;
    of.set_reserved(of.reserved() - amount);
    of.set_lapsed(of.lapsed() + amount);
    of.clear_lots();
    of.clear_skipped_lots();
    of.clear_earlier_lots();
  }
  // What was set aside is not all there: a person looks again.
  shipment->set_state(v1::Shipment::STATE_RESERVED);
  shipment->clear_pick();
  effects.Set(kShipments, key, *shipment);
}

}  // namespace

Amount Held::total() const { return unpicked + SumOf(picked); }

Amount Held::PickedOf(const std::string& lot) const {
  return AmountOf(picked, lot);
}

Amount Held::Promised(const LotAmounts& there) const {
  Amount promised = unpicked;
  for (const auto& [lot, amount] : picked) {
    promised += std::max<Amount>(0, amount - AmountOf(there, lot));
  }
  return promised;
}

Held HeldBack(const v1::LineReservations& reservations) {
  Held held;
  for (const auto& hold : reservations.holds()) AddHold(held, hold);
  return held;
}

Claims ClaimsBeside(const v1::LineReservations& reservations,
                    const LotAmounts& there, std::string_view shipment) {
  Claims claims;
  Held younger;
  Held own;
  bool is_older = true;
  for (const auto& hold : reservations.holds()) {
    if (hold.shipment() == shipment) {
      AddHold(own, hold);
      is_older = false;
    } else {
      AddHold(is_older ? claims.of_others : younger, hold);
    }
  }
  claims.own = std::move(own.picked);
  for (const auto& [lot, amount] : younger.picked) {
    const Amount rest = AmountOf(there, lot) - AmountOf(claims.own, lot) -
                        claims.of_others.PickedOf(lot);
    if (rest > 0) claims.of_others.picked[lot] += std::min(amount, rest);
  }
  return claims;
}

bool StillHolds(const LineBook& book, const Held& held) {
  if (held.picked.empty()) return true;
  const LotAmounts found = book.LotsFound();
  const LotAmounts left = book.LotsLeft();
  return std::all_of(
      held.picked.begin(), held.picked.end(), [&](const auto& picked) {
        const Amount there = AmountOf(left, picked.first);
        return there >= picked.second || there >= AmountOf(found, picked.first);
      });
}

void Hold(const LineName& line, const std::string& shipment, Amount amount,
          const std::vector<v1::LotChange>& lots, EffectsBuilder& effects) {
  v1::LineReservations reservations = ReservationsOf(line, effects);
  auto& holds = *reservations.mutable_holds();
  auto hold = std::find_if(holds.begin(), holds.end(), [&](const auto& known) {
    return known.shipment() == shipment;
  });
  if (amount == 0) {
    if (hold == holds.end()) return;
    holds.erase(hold);
  } else {
    v1::LineReservations::Hold& set =
        hold == holds.end() ? *holds.Add() : *hold;
    set.set_shipment(shipment);
    set.set_amount(amount);
    set.mutable_lots()->Assign(lots.begin(), lots.end());
  }
  effects.Set(kReservations, line.path(), reservations);
}

std::vector<v1::BrokenReservation> BreakReservations(const LineBook& book,
                                                     int64_t position,
                                                     EffectsBuilder& effects) {
  std::vector<v1::BrokenReservation> all;
  const LineName& line = book.line();
  const v1::LineReservations reservations = ReservationsOf(line, effects);
  if (reservations.holds().empty()) return all;
  Amount lacking = HeldBack(reservations).total() - SumOf(book.LotsLeft());
  for (int i = reservations.holds_size(); i-- > 0 && lacking > 0;) {
    const v1::LineReservations::Hold& hold = reservations.holds(i);
    const Amount amount = std::min(lacking, hold.amount());
    lacking -= amount;
    Hold(line, hold.shipment(), hold.amount() - amount, {}, effects);
    Shrink(line, hold.shipment(), amount, effects);
    v1::BrokenReservation& broken = all.emplace_back();
    broken.set_shipment(
        NameOf(kShipmentName, effects.county(), hold.shipment()));
    broken.set_quantity(amount);
    const std::string task = OpenTask(line,
                                      {v1::Task::KIND_BROKEN_RESERVATION,
                                       broken.shipment(), position, amount},
                                      effects);
    broken.set_task(
        NameOf(kTaskName, effects.county(), Join(line.store, task)));
  }
  return all;
}

}  // namespace epiledger::supplies
