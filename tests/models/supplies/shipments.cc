#include "tests/models/supplies/shipments.h"

namespace epiledger::goods {
namespace {

void Settle(const Settlement& settlement, ShippedLot& lot) {
  switch (settlement.kind) {
    case Settlement::Kind::kAccepted:
      lot.accepted += settlement.pieces;
      break;
    case Settlement::Kind::kMissing:
      lot.missing += settlement.pieces;
      break;
    case Settlement::Kind::kRejected:
      lot.rejected += settlement.pieces;
      break;
    case Settlement::Kind::kTakenBack:
      lot.taken_back += settlement.pieces;
      break;
    case Settlement::Kind::kWrittenOff:
      lot.written_off += settlement.pieces;
      break;
  }
}

}  // namespace

int64_t Holds::Sum() const {
  int64_t sum = 0;
  for (const Hold& hold : all) sum += hold.pieces;
  return sum;
}

const Hold* Holds::For(const std::string& shipment) const {
  for (const Hold& hold : all) {
    if (hold.shipment == shipment) return &hold;
  }
  return nullptr;
}

const ShipmentLine* NotedShipment::LineOf(const std::string& item) const {
  for (const ShipmentLine& line : lines) {
    if (line.item == item) return &line;
  }
  return nullptr;
}

std::vector<ShippedLot> NotedShipment::LotsOf(const std::string& item,
                                              int hour) const {
  std::vector<ShippedLot> lots;
  const ShipmentLine* line = LineOf(item);
  if (line == nullptr) return lots;
  for (const Pieces& pieces : line->shipped) {
    lots.push_back({pieces.lot, pieces.amount});
    for (const Settlement& settlement : settlements) {
      if (settlement.item == item && settlement.lot == pieces.lot &&
          settlement.hour <= hour) {
        Settle(settlement, lots.back());
      }
    }
  }
  return lots;
}

int64_t NotedShipment::InTransit() const {
  int64_t sum = 0;
  for (const ShipmentLine& line : lines) {
    for (const ShippedLot& lot : LotsOf(line.item)) sum += lot.in_transit();
  }
  return sum;
}

ShipmentState NotedShipment::State() const {
  if (is_cancelled) return ShipmentState::kCancelled;
  if (!ship_hour.has_value()) {
    return is_picked ? ShipmentState::kPicked : ShipmentState::kReserved;
  }
  int64_t there = 0;
  int64_t back = 0;
  for (const ShipmentLine& line : lines) {
    for (const ShippedLot& lot : LotsOf(line.item)) {
      there += lot.on_its_way();
      back += lot.returning();
    }
  }
  if (there > 0) {
    return settlements.empty() ? ShipmentState::kShipped
                               : ShipmentState::kPartlyReceived;
  }
  return back > 0 ? ShipmentState::kReturning : ShipmentState::kReceived;
}

}  // namespace epiledger::goods
