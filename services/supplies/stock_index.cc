#include "services/supplies/stock_index.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "services/rpc/names.h"
#include "services/supplies/stock_changes.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using StockPointer = std::shared_ptr<const v1::FacilityStock>;

bool IsMoreUrgent(const StockPointer& a, const StockPointer& b) {
  const auto urgency = [](const StockPointer& stock) {
    return std::tuple(stock->supply().band(), stock->supply().days_tenths(),
                      std::string_view(stock->facility()),
                      std::string_view(stock->item()));
  };
  return urgency(a) < urgency(b);
}

absl::StatusOr<CountyStock> OrderedStocks(
    StockReader& reader, absl::StatusOr<StockReader::ByFacility> lines) {
  if (!lines.ok()) return lines.status();
  CountyStock stocks;
  stocks.reserve(lines->size());
  for (auto& [place, of] : *lines) {
    absl::StatusOr<v1::FacilityStock> stock =
        reader.StockOf(absl::MakeSpan(of));
    if (!stock.ok()) return stock.status();
    stocks.push_back(
        std::make_shared<const v1::FacilityStock>(*std::move(stock)));
  }
  std::sort(stocks.begin(), stocks.end(), IsMoreUrgent);
  return stocks;
}

// A facility and an item, ids.
using StockPlace = std::pair<std::string_view, std::string_view>;

StockPlace StockPlaceOf(const v1::FacilityStock& stock) {
  return {rpc::LastSegment(stock.facility()), rpc::LastSegment(stock.item())};
}

// A lot that is known better may be wherever there is a line of its item.
void SpreadItems(const CountyStock& stocks, StockChanges& changes) {
  if (changes.items.empty()) return;
  for (const StockPointer& stock : stocks) {
    const StockPlace place = StockPlaceOf(*stock);
    if (changes.items.contains(place.second)) changes.places.emplace(place);
  }
}

// Whether it is not a past point that is asked about.
bool ShowsNow(ReadContext& context) {
  return context.position() == ledger::kEnd &&
         !context.recorded_time().has_value() &&
         context.snapshot().sequence() == context.snapshot().head().sequence;
}

std::shared_ptr<const CountyStock> Share(CountyStock stocks) {
  return std::make_shared<const CountyStock>(std::move(stocks));
}

// `changed` in place of what there was `before` of them.
CountyStock Merge(const CountyStock& before, const StockChanges& changes,
                  const CountyStock& changed) {
  CountyStock stocks;
  stocks.reserve(before.size() + changed.size());
  const absl::flat_hash_set<StockPlace> places(changes.places.begin(),
                                               changes.places.end());
  auto next = changed.begin();
  for (const StockPointer& stock : before) {
    if (places.contains(StockPlaceOf(*stock))) continue;
    while (next != changed.end() && IsMoreUrgent(*next, stock)) {
      stocks.push_back(*next++);
    }
    stocks.push_back(stock);
  }
  stocks.insert(stocks.end(), next, changed.end());
  return stocks;
}

absl::StatusOr<StocksSeen> ReadAll(StockReader& reader) {
  absl::StatusOr<CountyStock> stocks =
      OrderedStocks(reader, reader.ReadCounty());
  if (!stocks.ok()) return stocks.status();
  return StocksSeen{.all = Share(*std::move(stocks)), .changed = nullptr};
}

// What changed after the sequence `since` is read anew.
absl::StatusOr<StocksSeen> BringOn(
    const std::shared_ptr<const CountyStock>& before, int64_t since,
    ReadContext& context, StockReader& reader) {
  absl::StatusOr<StockChanges> read = ReadStockChanges(since, context);
  if (!read.ok()) return read.status();
  StockChanges& changes = *read;
  if (changes.is_judged_anew) return ReadAll(reader);
  if (changes.places.empty() && changes.items.empty()) {
    return StocksSeen{before, Share({}), since};
  }
  SpreadItems(*before, changes);
  absl::StatusOr<CountyStock> changed =
      OrderedStocks(reader, reader.ReadPlaces(changes.places));
  if (!changed.ok()) return changed.status();
  auto all = Share(Merge(*before, changes, *changed));
  // One that is not there any more cannot be told of.
  const bool are_all_there = changed->size() == changes.places.size();
  return StocksSeen{std::move(all),
                    are_all_there ? Share(*std::move(changed)) : nullptr,
                    since};
}

}  // namespace

absl::StatusOr<StocksSeen> StockIndex::At(ReadContext& context,
                                          StockReader& reader) {
  if (!ShowsNow(context)) return ReadAll(reader);
  const ledger::Snapshot& snapshot = context.snapshot();
  const journal::Incarnation& incarnation = snapshot.head().incarnation;
  Version now{snapshot.sequence(), reader.today(), {}};
  const Version near = counties_.Find(incarnation);
  const bool is_near = near.stocks.all != nullptr && near.day == now.day &&
                       ledger::IsNear(near.sequence, now.sequence);
  if (is_near && near.sequence == now.sequence) return near.stocks;
  auto stocks = is_near
                    ? BringOn(near.stocks.all, near.sequence, context, reader)
                    : ReadAll(reader);
  if (!stocks.ok()) return stocks.status();
  now.stocks = *std::move(stocks);
  counties_.Keep(incarnation, now, now.stocks.all->size());
  return now.stocks;
}

absl::StatusOr<std::shared_ptr<const CountyStock>> StocksSince(
    const v1::KnownSummary& known, const StocksSeen& stocks,
    ReadContext& context, const StockReader& reader) {
  const int64_t from = known.read_at().sequence();
  if (!ShowsNow(context) ||
      known.read_at().incarnation() != context.ReadAt().incarnation() ||
      !ledger::IsNear(from, context.snapshot().sequence()) ||
      reader.DayAt(known.judge_time()) != reader.today()) {
    return nullptr;
  }
  if (stocks.changed != nullptr && stocks.since == from) return stocks.changed;
  absl::StatusOr<StockChanges> changes = ReadStockChanges(from, context);
  if (!changes.ok()) return changes.status();
  if (changes->is_judged_anew) return nullptr;
  SpreadItems(*stocks.all, *changes);
  const absl::flat_hash_set<StockPlace> places(changes->places.begin(),
                                               changes->places.end());
  CountyStock changed;
  std::ranges::copy_if(*stocks.all, std::back_inserter(changed),
                       [&places](const StockPointer& stock) {
                         return places.contains(StockPlaceOf(*stock));
                       });
  if (changed.size() != places.size()) return nullptr;
  return Share(std::move(changed));
}

}  // namespace epiledger::supplies
