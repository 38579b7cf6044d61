#include "services/supplies/goods_trace.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "absl/numeric/int128.h"
#include "services/rpc/names.h"
#include "services/supplies/goods_accounts.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using ledger::Amount;
using v1::PlacedGoods;
using v1::TracedGoods;

constexpr int64_t kFenPerYuan = 100;
constexpr int32_t kNanosPerFen = 10'000'000;

bool IsTold(const GoodsAccount& account, const TraceChoice& choice) {
  return (choice.facility.empty() || choice.facility == account.facility) &&
         (choice.lot.empty() || choice.lot == Join(account.item, account.lot));
}

int64_t SumTold(const std::map<std::string, Amount>& balances,
                const TraceChoice& choice) {
  int64_t sum = 0;
  for (const auto& [account, amount] : balances) {
    if (IsTold(*ParseGoodsAccount(account), choice)) sum += amount;
  }
  return sum;
}

PlacedGoods MakePlace(const GoodsAccount& account, const TraceChoice& choice) {
  PlacedGoods place;
  place.set_place(account.place);
  place.set_facility(
      rpc::MakeName(kFacilityName, {choice.county, account.facility}));
  place.set_store(StoreNameOf(choice.county, account));
  if (!account.shipment.empty()) {
    place.set_shipment(rpc::MakeName(
        kShipmentName,
        {choice.county, account.facility, account.store, account.shipment}));
  }
  place.set_reason(std::string(account.reason));
  place.set_item(rpc::MakeName(kItemName, {choice.county, account.item}));
  if (choice.by_lot) {
    place.set_lot(
        rpc::MakeName(kLotName, {choice.county, account.item, account.lot}));
  }
  return place;
}

auto KeyOf(const PlacedGoods& place) {
  return std::tuple(place.place(), place.store(), place.facility(),
                    place.shipment(), place.reason(), place.item(),
                    place.lot());
}

// An account without its kind.
std::string PathIn(const std::string& account) {
  return account.substr(account.find(':') + 1);
}

// Places in the order they came first, what belongs together added up.
class Places {
 public:
  explicit Places(TracedGoods& goods) : goods_(goods) {}

  void Add(PlacedGoods place, int64_t quantity, std::optional<Amount> worth) {
    const auto [at, is_new] =
        places_.try_emplace(KeyOf(place), goods_.places_size());
    if (is_new) *goods_.add_places() = std::move(place);
    Sum& sum = sums_[at->second];
    sum.quantity += quantity;
    if (worth.has_value()) sum.fen = sum.fen.value_or(0) + *worth;
  }
  void Finish() {
    for (const auto& [at, sum] : sums_) {
      PlacedGoods& place = *goods_.mutable_places(at);
      place.set_quantity(sum.quantity);
      if (sum.fen.has_value()) *place.mutable_value() = MoneyOf(*sum.fen);
    }
  }

 private:
  struct Sum {
    int64_t quantity = 0;
    std::optional<Amount> fen;
  };

  TracedGoods& goods_;
  std::map<decltype(KeyOf(PlacedGoods())), int> places_;
  std::map<int, Sum> sums_;
};

// What is told of the order as a whole, of which `net` pieces are in hand.
void TellOfOrder(const GoodsTrace::Order& order, int64_t net,
                 TracedGoods& goods) {
  goods.set_outstanding(std::max<int64_t>(order.pieces - net, 0));
  goods.set_unmatched(std::max<int64_t>(net - order.matched, 0));
  if (order.pieces > 0) {
    goods.set_over_delivered(std::max<int64_t>(net - order.pieces, 0));
  }
  if (!order.price.has_value()) return;
  const Amount in_hand = order.price->Of(net);
  *goods.mutable_outstanding_value() = MoneyOf(order.price->fen - in_hand);
  *goods.mutable_unmatched_value() =
      MoneyOf(in_hand - order.price->Of(std::min(net, order.matched)));
}

}  // namespace

Amount AgreedPrice::Of(int64_t count) const {
  const int64_t paid_for = std::clamp<int64_t>(count, 0, pieces);
  return static_cast<Amount>(absl::int128(fen) * paid_for / pieces);
}

void GoodsTrace::Add(const std::string& account, Amount balance) {
  const auto parsed = ParseGoodsAccount(account);
  if (!parsed.has_value() || balance == 0) return;
  switch (parsed->holding) {
    case Holding::kReceived:
      received_[account] = -balance;
      break;
    case Holding::kFound:
      found_[account] = -balance;
      break;
    case Holding::kPlace:
      places_[parsed->place][account] = balance;
      break;
  }
}

int64_t GoodsTrace::NetReceived() const {
  int64_t net = 0;
  for (const auto& [account, amount] : received_) net += amount;
  const auto back = places_.find(PlacedGoods::PLACE_SENT_BACK);
  if (back == places_.end()) return net;
  for (const auto& [account, amount] : back->second) net -= amount;
  return std::max<int64_t>(net, 0);
}

std::vector<std::pair<std::string, Amount>> GoodsTrace::InOrder() const {
  // Store, item, lot and origin of what came from outside.
  std::set<std::string> came;
  for (const auto& [account, amount] : received_) came.insert(PathIn(account));
  std::vector<std::pair<std::string, Amount>> accounts;
  for (const auto& [place, balances] : places_) {
    const auto first = static_cast<std::ptrdiff_t>(accounts.size());
    accounts.insert(accounts.end(), balances.begin(), balances.end());
    if (place != PlacedGoods::PLACE_STORE) continue;
    std::stable_partition(
        accounts.begin() + first, accounts.end(),
        [&came](const auto& one) { return !came.contains(PathIn(one.first)); });
  }
  return accounts;
}

TracedGoods GoodsTrace::Tell(const TraceChoice& choice,
                             const std::optional<Order>& order) const {
  TracedGoods goods;
  goods.set_received(SumTold(received_, choice));
  goods.set_found(SumTold(found_, choice));
  const int64_t net = NetReceived();
  const bool has_price = order.has_value() && order->price.has_value();
  Places places(goods);
  int64_t before = 0;
  Amount told = 0;
  for (const auto& [account, amount] : InOrder()) {
    const GoodsAccount parsed = *ParseGoodsAccount(account);
    std::optional<Amount> worth;
    if (has_price && parsed.place != PlacedGoods::PLACE_SENT_BACK) {
      worth = order->price->Of(std::min(before + amount, net)) -
              order->price->Of(std::min(before, net));
      before += amount;
    }
    if (!IsTold(parsed, choice)) continue;
    told += worth.value_or(0);
    places.Add(MakePlace(parsed, choice), amount, worth);
  }
  places.Finish();
  if (has_price) *goods.mutable_value() = MoneyOf(told);
  if (order.has_value() && choice.lot.empty() && choice.facility.empty()) {
    TellOfOrder(*order, net, goods);
  }
  return goods;
}

google::type::Money MoneyOf(Amount fen) {
  google::type::Money money;
  money.set_currency_code("CNY");
  money.set_units(fen / kFenPerYuan);
  money.set_nanos(static_cast<int32_t>(fen % kFenPerYuan) * kNanosPerFen);
  return money;
}

Amount FenOf(const google::type::Money& money) {
  return money.units() * kFenPerYuan + money.nanos() / kNanosPerFen;
}

}  // namespace epiledger::supplies
