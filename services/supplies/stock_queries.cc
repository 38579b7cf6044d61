// Reads of what is there, and how long it lasts.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "services/host/listing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/evidence_queries.h"
#include "services/supplies/sight.h"
#include "services/supplies/stock.h"
#include "services/supplies/stock_index.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/supplies_queries.h"
#include "services/supplies/times.h"
#include "services/supplies/unanswered.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

absl::StatusOr<std::vector<v1::FacilityStock>> FacilityStocks(
    StockReader& reader, absl::StatusOr<StockReader::ByFacility> lines) {
  if (!lines.ok()) return lines.status();
  std::vector<v1::FacilityStock> stocks;
  for (auto& [key, of] : *lines) {
    absl::StatusOr<v1::FacilityStock> stock =
        reader.StockOf(absl::MakeSpan(of));
    if (!stock.ok()) return stock.status();
    stocks.push_back(*std::move(stock));
  }
  return stocks;
}

// One item over all facilities that have a store.
class ItemTotal {
 public:
  ItemTotal(const v1::Item& item, size_t facilities, bool knows_reserved)
      : unknown_(static_cast<int64_t>(facilities)) {
    if (knows_reserved) summary_.set_reserved(0);
    summary_.set_item(item.name());
    summary_.set_display_name(item.display_name());
    summary_.set_base_unit(item.base_unit());
    summary_.set_category(item.category());
  }

  void Add(const v1::FacilityStock& stock) {
    summary_.set_free(summary_.free() + stock.free());
    summary_.set_expired(summary_.expired() + stock.expired());
    summary_.set_quarantined(summary_.quarantined() + stock.quarantined());
    if (stock.has_reserved()) {
      summary_.set_reserved(summary_.reserved() + stock.reserved());
    }
    ++bands_[stock.supply().band()];
    if (stock.knowledge() == v1::KNOWLEDGE_UNKNOWN) return;
    --unknown_;
    if (stock.knowledge() == v1::KNOWLEDGE_STALE) {
      summary_.set_stale(summary_.stale() + 1);
    } else {
      summary_.set_known(summary_.known() + 1);
    }
  }

  [[nodiscard]] v1::ItemSummary Take() {
    summary_.set_unknown(unknown_);
    for (const auto& [band, facilities] : bands_) {
      v1::ItemSummary::BandCount& count = *summary_.add_bands();
      count.set_band(band);
      count.set_facilities(facilities);
    }
    return std::move(summary_);
  }

 private:
  v1::ItemSummary summary_;
  int64_t unknown_;
  std::map<v1::Supply::Band, int64_t> bands_;
};

absl::Status AddItems(ReadContext& context, StockReader& reader,
                      const CountyStock& stocks, v1::CountySummary& summary) {
  const auto facilities = reader.FacilitiesWithStores();
  if (!facilities.ok()) return facilities.status();
  std::map<std::string, ItemTotal> totals;
  const absl::Status status =
      context.snapshot().List(kItems, {}, [&](const ledger::ResourceRow& row) {
        v1::Item item;
        item.ParseFromString(row.body);
        totals.emplace(item.name(), ItemTotal(item, facilities->size(),
                                              reader.knows_reserved()));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  // The stocks are many times as many as the items.
  absl::flat_hash_map<std::string_view, ItemTotal*> by_name;
  for (auto& [name, total] : totals) by_name.emplace(name, &total);
  for (const auto& stock : stocks) {
    const auto total = by_name.find(stock->item());
    if (total != by_name.end()) total->second->Add(*stock);
  }
  for (auto& [name, total] : totals) *summary.add_items() = total.Take();
  return absl::OkStatus();
}

// All, or what differs from what the caller has.
absl::Status ShowStocks(const v1::GetCountySummaryRequest& request,
                        const StocksSeen& stocks, const StockReader& reader,
                        ReadContext& context, v1::CountySummary& summary) {
  std::shared_ptr<const CountyStock> changed;
  if (request.has_known()) {
    auto since = StocksSince(request.known(), stocks, context, reader);
    if (!since.ok()) return since.status();
    changed = *std::move(since);
  }
  if (changed != nullptr) {
    *summary.mutable_stocks_since() = request.known().read_at();
  }
  const CountyStock& shown = changed != nullptr ? *changed : *stocks.all;
  summary.mutable_stocks()->Reserve(static_cast<int>(shown.size()));
  for (const auto& stock : shown) *summary.add_stocks() = *stock;
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListStockResponse> ListStock(
    const v1::ListStockRequest& request, ReadContext& context) {
  std::vector<std::pair<std::string, v1::LineRecord>> records;
  absl::StatusOr<std::string> next =
      host::ListFiltered(context, kLines, PathOf(request.parent()) + "/",
                         [&](const ledger::ResourceRow& row) {
                           records.emplace_back(row.name, v1::LineRecord());
                           records.back().second.ParseFromString(row.body);
                           return std::optional(row.body.size());
                         });
  if (!next.ok()) return next.status();
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  v1::ListStockResponse response;
  for (const auto& [key, record] : records) {
    absl::StatusOr<LineReader> line = reader->ReadLine(key, record);
    if (!line.ok()) return line.status();
    if (line->is_empty()) continue;
    absl::StatusOr<v1::StockLine> stock = reader->StockOf(*line);
    if (!stock.ok()) return stock.status();
    *response.add_stock_lines() = *std::move(stock);
  }
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  return response;
}

absl::StatusOr<v1::GetFacilityStockResponse> GetFacilityStock(
    const v1::GetFacilityStockRequest& request, ReadContext& context) {
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  auto stocks =
      FacilityStocks(*reader, reader->ReadLines(PathOf(request.name()), ""));
  if (!stocks.ok()) return stocks.status();
  v1::GetFacilityStockResponse response;
  response.mutable_stocks()->Add(stocks->begin(), stocks->end());
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  return response;
}

absl::StatusOr<v1::GetItemStockResponse> GetItemStock(
    const v1::GetItemStockRequest& request, ReadContext& context) {
  const std::string id(rpc::LastSegment(request.name()));
  const auto item = context.snapshot().Get<v1::Item>(kItems, id);
  if (!item.ok()) return item.status();
  if (!item->has_value()) return rpc::NotFound(kItems, request.name());
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  auto stocks = FacilityStocks(*reader, reader->ReadItem(id));
  if (!stocks.ok()) return stocks.status();
  const auto facilities = reader->FacilitiesWithStores();
  if (!facilities.ok()) return facilities.status();
  ItemTotal total(**item, facilities->size(), reader->knows_reserved());
  for (const v1::FacilityStock& stock : *stocks) total.Add(stock);
  v1::GetItemStockResponse response;
  response.mutable_stocks()->Add(stocks->begin(), stocks->end());
  *response.mutable_summary() = total.Take();
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  return response;
}

absl::StatusOr<v1::CountySummary> GetCountySummary(
    const v1::GetCountySummaryRequest& request, ReadContext& context,
    StockIndex& index, ledger::RecentResources& recent) {
  const absl::Status served = recent.Serve(context.snapshot());
  if (!served.ok()) return served;
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  const auto stocks = index.At(context, *reader);
  if (!stocks.ok()) return stocks.status();
  v1::CountySummary summary;
  *summary.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  *summary.mutable_data_time() = ToTimestamp(absl::ToUnixMicros(*data_time));
  *summary.mutable_judge_time() = reader->judge_time();
  const absl::Status items = AddItems(context, *reader, *stocks->all, summary);
  if (!items.ok()) return items;
  if (SeesFacilities(context.caller())) {
    const absl::Status added =
        ShowStocks(request, *stocks, *reader, context, summary);
    if (!added.ok()) return added;
    const auto evidence = JudgeCounty(*stocks->all, *reader, context);
    if (!evidence.ok()) return evidence.status();
    summary.mutable_evidence()->Add(evidence->begin(), evidence->end());
  }
  if (SeesFacilities(context.caller()) && reader->knows_reserved()) {
    auto unanswered = ReadUnanswered(context, reader->today());
    if (!unanswered.ok()) return unanswered.status();
    if (unanswered->has_value()) {
      *summary.mutable_unanswered() = *std::move(*unanswered);
    }
  }
  *summary.mutable_supply_settings() = reader->settings();
  return summary;
}

}  // namespace epiledger::supplies
