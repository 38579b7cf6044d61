#include "services/supplies/fair_share_stock.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "services/rpc/names.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using Standing = v1::ShareStanding;

ShareTaker::Need NeedOf(v1::Supply::State state) {
  switch (state) {
    case v1::Supply::STATE_KNOWN:
    case v1::Supply::STATE_ESTIMATED:
      return ShareTaker::Need::kKnown;
    case v1::Supply::STATE_NO_USE:
      return ShareTaker::Need::kNone;
    default:
      return ShareTaker::Need::kUnknown;
  }
}

Standing::Basis BasisOf(ShareTaker::Need need, Amount share) {
  switch (need) {
    case ShareTaker::Need::kKnown:
      return share > 0 ? Standing::BASIS_DAYS_OF_SUPPLY
                       : Standing::BASIS_OTHERS_FIRST;
    case ShareTaker::Need::kNone:
      return share > 0 ? Standing::BASIS_BY_CHOICE : Standing::BASIS_NO_USE;
    default:
      return share > 0 ? Standing::BASIS_NEED_UNKNOWN
                       : Standing::BASIS_UNKNOWN_AND_NOTHING_LEFT;
  }
}

// What no shipment has set aside; by counts, less may be there than that.
Amount LooseOf(const v1::StockLine::LotStock& lot) {
  return std::max<Amount>(0, lot.quantity() - lot.picked());
}

// What of a shipment is still to come into its receiving store.
Amount ToCome(const v1::Shipment& shipment, const std::string& item) {
  Amount amount = 0;
  for (const v1::Shipment::Line& line : shipment.lines()) {
    if (line.item() != item) continue;
    amount += line.reserved() + OnItsWay(line);
  }
  return amount;
}

}  // namespace

absl::StatusOr<FairShareStock> FairShareStock::Read(
    const std::string& item, StockReader& reader, host::ReadContext& context) {
  FairShareStock stock;
  stock.today_ = reader.today();
  auto lines = reader.ReadItem(rpc::LastSegment(item));
  if (!lines.ok()) return lines.status();
  for (auto& [key, of] : *lines) {
    for (LineReader& line : of) {
      absl::StatusOr<v1::StockLine> found = reader.StockOf(line);
      if (!found.ok()) return found.status();
      const std::string store = found->store();
      stock.lines_[store] = *std::move(found);
    }
  }
  const absl::Status status = context.snapshot().List(
      kShipments, {}, [&](const ledger::ResourceRow& row) {
        v1::Shipment shipment;
        shipment.ParseFromString(row.body);
        const Amount amount = ToCome(shipment, item);
        if (amount > 0) stock.on_its_way_[shipment.to_store()] += amount;
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return stock;
}

std::optional<int64_t> FairShareStock::DaysOf(
    const v1::StockLine::LotStock& lot) const {
  if (!lot.lot().has_expiry_date()) return std::nullopt;
  return ToCivilDay(lot.lot().expiry_date()) - today_ + 1;
}

ShareTaker FairShareStock::TakerOf(const std::string& store) const {
  ShareTaker taker;
  const auto coming = on_its_way_.find(store);
  if (coming != on_its_way_.end()) taker.stock = coming->second;
  const auto line = lines_.find(store);
  if (line == lines_.end()) return taker;
  taker.need = NeedOf(line->second.supply().state());
  taker.use = line->second.supply().use();
  taker.known_days = line->second.supply().known_days();
  taker.stock += line->second.free();
  for (const v1::StockLine::LotStock& lot : line->second.lots()) {
    const std::optional<int64_t> days = DaysOf(lot);
    if (lot.withheld() != v1::WITHHELD_REASON_UNSPECIFIED || !days) continue;
    taker.dated.push_back({days, LooseOf(lot)});
  }
  return taker;
}

v1::ShareStanding FairShareStock::StandingOf(const std::string& store,
                                             Amount share) const {
  const ShareTaker taker = TakerOf(store);
  v1::ShareStanding standing;
  standing.set_store(store);
  standing.set_share(share);
  standing.set_need(v1::Supply::STATE_UNKNOWN);
  standing.set_on_its_way(taker.stock);
  const auto line = lines_.find(store);
  if (line != lines_.end()) {
    const v1::Supply& supply = line->second.supply();
    standing.set_free(line->second.free());
    standing.set_on_its_way(taker.stock - line->second.free());
    standing.set_need(supply.state());
    standing.set_use(supply.use());
    standing.set_known_days(supply.known_days());
  }
  standing.set_basis(BasisOf(taker.need, share));
  if (taker.need == ShareTaker::Need::kKnown) {
    const auto days = [&taker](Amount stock) {
      return DaysTenths(stock, taker.use, taker.known_days);
    };
    standing.set_days_before_tenths(days(taker.stock));
    standing.set_days_after_tenths(days(taker.stock + share));
  }
  return standing;
}

std::vector<FairShareStock::FreeLot> FairShareStock::FreeLotsOf(
    const std::string& store) const {
  std::vector<FreeLot> lots;
  const auto line = lines_.find(store);
  if (line == lines_.end()) return lots;
  Amount held = -line->second.free();
  for (const v1::StockLine::LotStock& lot : line->second.lots()) {
    if (lot.withheld() != v1::WITHHELD_REASON_UNSPECIFIED) continue;
    const Amount amount = LooseOf(lot);
    held += amount;
    lots.push_back({store, lot.lot().name(), {DaysOf(lot), amount}});
  }
  // What is held back and not picked will be of what is used first.
  for (FreeLot& lot : lots) {
    const Amount taken = std::clamp<Amount>(held, 0, lot.stock.amount);
    lot.stock.amount -= taken;
    held -= taken;
  }
  return lots;
}

}  // namespace epiledger::supplies
