#include "services/gateway/known_stocks.h"

#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace epiledger::gateway {
namespace {

using supplies::v1::CountySummary;
using supplies::v1::FacilityStock;
using StockList = google::protobuf::RepeatedPtrField<FacilityStock>;
// A facility and an item.
using StockPlace = std::pair<std::string_view, std::string_view>;

// The order that supplies says them in, see CountySummary.stocks.
auto SupplyOrderOf(const FacilityStock& stock) {
  return std::tuple(stock.supply().band(), stock.supply().days_tenths(),
                    std::string_view(stock.facility()),
                    std::string_view(stock.item()));
}

}  // namespace

bool CompleteStocks(const CountySummary& kept, CountySummary& summary) {
  if (!summary.has_stocks_since()) return true;
  if (summary.stocks_since().incarnation() != kept.read_at().incarnation() ||
      summary.stocks_since().sequence() != kept.read_at().sequence()) {
    return false;
  }
  StockList changed;
  changed.Swap(summary.mutable_stocks());
  absl::flat_hash_set<StockPlace> places;
  for (const FacilityStock& stock : changed) {
    places.emplace(stock.facility(), stock.item());
  }
  StockList& stocks = *summary.mutable_stocks();
  stocks.Reserve(kept.stocks_size() + changed.size());
  auto next = changed.begin();
  for (const FacilityStock& stock : kept.stocks()) {
    if (places.contains({stock.facility(), stock.item()})) continue;
    for (; next != changed.end() && SupplyOrderOf(*next) < SupplyOrderOf(stock);
         ++next) {
      *stocks.Add() = *next;
    }
    *stocks.Add() = stock;
  }
  for (; next != changed.end(); ++next) *stocks.Add() = *next;
  summary.clear_stocks_since();
  return true;
}

}  // namespace epiledger::gateway
