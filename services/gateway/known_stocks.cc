#include "services/gateway/known_stocks.h"

#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/wire_format_lite.h"

namespace epiledger::gateway {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedOutputStream;
using google::protobuf::io::StringOutputStream;
using supplies::v1::CountySummary;
using supplies::v1::FacilityStock;
// A facility and an item.
using StockPlace = std::pair<std::string_view, std::string_view>;

// The order that supplies says them in, see CountySummary.stocks.
auto SupplyOrderOf(const FacilityStock& stock) {
  return std::tuple(stock.supply().band(), stock.supply().days_tenths(),
                    std::string_view(stock.facility()),
                    std::string_view(stock.item()));
}

Stocks TakeSaid(CountySummary& summary) {
  Stocks stocks;
  stocks.reserve(static_cast<size_t>(summary.stocks_size()));
  for (FacilityStock& stock : *summary.mutable_stocks()) {
    stocks.push_back(std::make_shared<const FacilityStock>(std::move(stock)));
  }
  summary.clear_stocks();
  return stocks;
}

// `changed` in place of what there was `before` of them.
Stocks WithChanged(const Stocks& before, const Stocks& changed) {
  absl::flat_hash_set<StockPlace> places;
  for (const auto& stock : changed) {
    places.emplace(stock->facility(), stock->item());
  }
  Stocks stocks;
  stocks.reserve(before.size() + changed.size());
  auto next = changed.begin();
  for (const auto& stock : before) {
    if (places.contains({stock->facility(), stock->item()})) continue;
    while (next != changed.end() &&
           SupplyOrderOf(**next) < SupplyOrderOf(*stock)) {
      stocks.push_back(*next++);
    }
    stocks.push_back(stock);
  }
  stocks.insert(stocks.end(), next, changed.end());
  return stocks;
}

// Whether a summary is of what differs from `kept`.
bool IsSince(const Part& kept, const CountySummary& summary) {
  if (kept.summary == nullptr || kept.stocks == nullptr) return false;
  const type::v1::BookToken& read_at =
      static_cast<const CountySummary&>(*kept.summary).read_at();
  return summary.stocks_since().incarnation() == read_at.incarnation() &&
         summary.stocks_since().sequence() == read_at.sequence();
}

}  // namespace

std::shared_ptr<const Stocks> TakeStocks(const Part& kept,
                                         CountySummary& summary) {
  if (!summary.has_stocks_since()) {
    return std::make_shared<const Stocks>(TakeSaid(summary));
  }
  if (!IsSince(kept, summary)) return nullptr;
  summary.clear_stocks_since();
  if (summary.stocks().empty()) return kept.stocks;
  return std::make_shared<const Stocks>(
      WithChanged(*kept.stocks, TakeSaid(summary)));
}

void AppendStocks(const Stocks& stocks, std::string& summary) {
  StringOutputStream stream(&summary);
  CodedOutputStream out(&stream);
  for (const auto& stock : stocks) {
    out.WriteTag(
        WireFormatLite::MakeTag(CountySummary::kStocksFieldNumber,
                                WireFormatLite::WIRETYPE_LENGTH_DELIMITED));
    out.WriteVarint32(static_cast<uint32_t>(stock->ByteSizeLong()));
    stock->SerializeWithCachedSizes(&out);
  }
}

}  // namespace epiledger::gateway
