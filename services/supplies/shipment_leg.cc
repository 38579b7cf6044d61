#include "services/supplies/shipment_leg.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/supplies/lots.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {

using book::Decision;
using ledger::Amount;

ShipmentLeg::ShipmentLeg(v1::Shipment& shipment, Leg leg, int64_t position,
                         EffectsBuilder& effects, ledger::State& state)
    : shipment_(shipment),
      leg_(leg),
      position_(position),
      effects_(effects),
      state_(state),
      left_(leg == Leg::kBack ? BackFrom(shipment, position)
                              : OnLeg(shipment, leg)),
      ever_left_(OnLeg(shipment, leg)) {}

Amount ShipmentLeg::LeftOf(const std::string& item) const {
  Amount left = 0;
  for (const auto& [lot, amount] : left_) {
    if (lot.starts_with(item + "/lots/")) left += amount;
  }
  return left;
}

Pieces ShipmentLeg::PiecesOf(const v1::Quantity& quantity,
                             const std::string& item,
                             const std::string& field) {
  const bool is_of_shipment =
      std::any_of(shipment_.lines().begin(), shipment_.lines().end(),
                  [&](const auto& line) { return line.item() == item; });
  const auto known =
      state_.Get<v1::Item>(kItems, std::string(rpc::LastSegment(item)));
  if (!is_of_shipment || !known.has_value()) {
    return Decision(Refuse("NOT_IN_SHIPMENT",
                           {{"shipment", shipment_.name()}, {"item", item}}));
  }
  return supplies::PiecesOf(quantity, *known, field);
}

std::variant<ShipmentLeg::Lots, Decision> ShipmentLeg::Take(
    const std::string& item, const std::string& lot, Amount amount) {
  Lots lots;
  Amount needed = amount;
  for (const v1::Shipment::Line& line : shipment_.lines()) {
    if (line.item() != item) continue;
    for (const auto& of : line.lots()) {
      Amount& left = left_[of.lot()];
      const Amount taken = std::min(needed, left);
      if (taken == 0 || (!lot.empty() && lot != of.lot())) continue;
      left -= taken;
      ever_left_[of.lot()] -= taken;
      needed -= taken;
      v1::LotQuantity& told = lots.emplace_back();
      told.set_lot(of.lot());
      told.set_quantity(taken);
    }
  }
  if (needed == 0) return lots;
  Amount later = 0;
  for (const auto& [of, left] : ever_left_) {
    const bool is_meant =
        lot.empty() ? of.starts_with(item + "/lots/") : of == lot;
    if (is_meant) later += left;
  }
  if (later >= needed) {
    return Decision(
        Refuse("RETURNED_TOO_EARLY", {{"shipment", shipment_.name()}}));
  }
  return TooMuch(item, lot, amount - needed + later, amount);
}

Decision ShipmentLeg::TooMuch(const std::string& item, const std::string& lot,
                              Amount available, Amount told) const {
  return Refuse(
      leg_ == Leg::kThere ? "MORE_THAN_SHIPPED" : "MORE_THAN_REJECTED",
      {{"shipment", shipment_.name()},
       {"item", lot.empty() ? item : lot},
       {"available", Concat(available)},
       {"told", Concat(told)}});
}

std::optional<Decision> ShipmentLeg::Settle(const Lots& lots,
                                            Settlement settlement) {
  const int count =
      shipment_.settlements_size() + static_cast<int>(lots.size());
  if (count > limits::kMaxSettlements) {
    return Refuse("TOO_MANY_SETTLEMENTS",
                  {{"shipment", shipment_.name()},
                   {"limit", Concat(limits::kMaxSettlements)}});
  }
  *settlement.mutable_settle_time() = ToTimestamp(position_);
  settlement.set_subject(effects_.context().subject);
  *settlement.mutable_record_time() = RecordTimeOf(effects_.context());
  for (const v1::LotQuantity& lot : lots) {
    settlement.set_lot(lot.lot());
    settlement.set_quantity(lot.quantity());
    *shipment_.add_settlements() = settlement;
  }
  return std::nullopt;
}

void ShipmentLeg::Lose(const Lots& lots, std::string_view reason) {
  const std::string shipment = PathOf(shipment_.name());
  for (const v1::LotQuantity& lot : lots) {
    const std::string key = PathOf(lot.lot());
    const std::string item(*rpc::FirstSegment(key));
    const std::string_view id = rpc::LastSegment(key);
    const v1::LotRecord record =
        IsBuiltIn(id)
            ? BuiltInLot(id)
            : state_.Get<v1::LotRecord>(kLots, key).value_or(v1::LotRecord());
    const std::string origin = OriginId(record.origin());
    effects_.Move(ShipmentAccount(shipment, item, id, origin),
                  ShipmentLossAccount(shipment, reason, item, id, origin), item,
                  position_, lot.quantity());
  }
}

}  // namespace epiledger::supplies
