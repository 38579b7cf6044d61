#include "services/supplies/goods_accounts.h"

#include <algorithm>
#include <array>
#include <vector>

#include "services/rpc/names.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

using v1::PlacedGoods;

// What stands in an account's name between the facility and the item.
enum class Middle { kStore, kStoreReason, kStoreShipment, kShipmentReason };

struct GoodsKind {
  std::string_view name;
  Holding holding;
  PlacedGoods::Place place;
  Middle middle;
};

constexpr std::array kGoodsKinds = {
    GoodsKind{"supplier", Holding::kReceived, PlacedGoods::PLACE_UNSPECIFIED,
              Middle::kStore},
    GoodsKind{"donor", Holding::kReceived, PlacedGoods::PLACE_UNSPECIFIED,
              Middle::kStore},
    GoodsKind{"opening", Holding::kReceived, PlacedGoods::PLACE_UNSPECIFIED,
              Middle::kStore},
    GoodsKind{"found", Holding::kFound, PlacedGoods::PLACE_UNSPECIFIED,
              Middle::kStoreReason},
    GoodsKind{"used", Holding::kPlace, PlacedGoods::PLACE_USED, Middle::kStore},
    GoodsKind{"issued", Holding::kPlace, PlacedGoods::PLACE_ISSUED,
              Middle::kStore},
    GoodsKind{"scrapped", Holding::kPlace, PlacedGoods::PLACE_SCRAPPED,
              Middle::kStore},
    GoodsKind{"loss", Holding::kPlace, PlacedGoods::PLACE_LOST,
              Middle::kStoreReason},
    GoodsKind{"shipment_loss", Holding::kPlace, PlacedGoods::PLACE_LOST,
              Middle::kShipmentReason},
    GoodsKind{"in_service", Holding::kPlace, PlacedGoods::PLACE_IN_SERVICE,
              Middle::kStore},
    GoodsKind{"shipment", Holding::kPlace, PlacedGoods::PLACE_TRANSIT,
              Middle::kStoreShipment},
    GoodsKind{"store", Holding::kPlace, PlacedGoods::PLACE_STORE,
              Middle::kStore},
    GoodsKind{"returned", Holding::kPlace, PlacedGoods::PLACE_SENT_BACK,
              Middle::kStore},
};

std::vector<std::string_view> SegmentsOf(std::string_view path) {
  std::vector<std::string_view> segments;
  for (size_t begin = 0; begin <= path.size();) {
    const size_t end = std::min(path.find('/', begin), path.size());
    segments.push_back(path.substr(begin, end - begin));
    begin = end + 1;
  }
  return segments;
}

// Item, lot and origin.
constexpr size_t kTail = 3;

void SetMiddle(Middle middle, const std::vector<std::string_view>& parts,
               GoodsAccount& account) {
  if (parts.size() <= kTail + 1) return;
  account.store = parts[1];
  const auto part = [&parts](size_t place) {
    return place + kTail < parts.size() ? parts[place] : std::string_view();
  };
  switch (middle) {
    case Middle::kStore:
      break;
    case Middle::kStoreReason:
      account.reason = part(2);
      break;
    case Middle::kStoreShipment:
      account.shipment = part(2);
      break;
    case Middle::kShipmentReason:
      account.shipment = part(2);
      account.reason = part(3);
      break;
  }
}

}  // namespace

std::optional<GoodsAccount> ParseGoodsAccount(std::string_view account) {
  const size_t colon = account.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto kind = std::find_if(kGoodsKinds.begin(), kGoodsKinds.end(),
                                 [&](const GoodsKind& one) {
                                   return one.name == account.substr(0, colon);
                                 });
  const std::vector<std::string_view> parts =
      SegmentsOf(account.substr(colon + 1));
  if (kind == kGoodsKinds.end() || parts.size() <= kTail) return std::nullopt;
  GoodsAccount found;
  found.holding = kind->holding;
  found.place = kind->place;
  found.facility = parts.front();
  SetMiddle(kind->middle, parts, found);
  found.item = parts[parts.size() - 3];
  found.lot = parts[parts.size() - 2];
  found.origin = parts.back();
  return found;
}

std::string StoreNameOf(std::string_view county, const GoodsAccount& account) {
  if (account.store.empty()) return "";
  return rpc::MakeName(kStoreName, {county, account.facility, account.store});
}

}  // namespace epiledger::supplies
