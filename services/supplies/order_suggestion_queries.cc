// Reads of stock levels, and of what places had better order.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/host/listing.h"
#include "services/rpc/names.h"
#include "services/supplies/coming_goods.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/need_queries.h"
#include "services/supplies/order_suggestion.h"
#include "services/supplies/sight.h"
#include "services/supplies/stock.h"
#include "services/supplies/stock_level_rules.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using Suggestion = v1::OrderSuggestion;

// Those that hold, by key.
using Levels = std::map<std::string, v1::StockLevel>;

absl::StatusOr<Levels> ReadLevels(std::string_view prefix,
                                  std::string_view item, ReadContext& context) {
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  Levels levels;
  const absl::Status status = context.snapshot().List(
      kStockLevels, range, [&](const ledger::ResourceRow& row) {
        if (!item.empty() && rpc::LastSegment(row.name) != item) {
          return absl::OkStatus();
        }
        v1::StockLevel level;
        level.ParseFromString(row.body);
        if (!level.withdrawn()) levels[row.name] = std::move(level);
        return CheckSortable(levels.size());
      });
  if (!status.ok()) return status;
  return levels;
}

// What is needed first, the least urgent of it last; then what is not known;
// then what is enough.
auto OrderOf(const Suggestion& suggestion) {
  const int rank = !suggestion.has_order() ? 1 : suggestion.order() > 0 ? 0 : 2;
  return std::tuple(rank, suggestion.supply().band(),
                    suggestion.supply().days_tenths(), suggestion.facility(),
                    suggestion.item(), suggestion.store());
}

// Asks one place after another.
class Asking {
 public:
  using ByFacility = StockReader::ByFacility;

  Asking(ReadContext& context, StockReader& reader, Levels levels,
         ComingGoods coming)
      : context_(context),
        reader_(reader),
        levels_(std::move(levels)),
        coming_(std::move(coming)) {}

  // Every place of which there are lines or levels.
  [[nodiscard]] absl::StatusOr<std::vector<Suggestion>> AskAll(
      ByFacility lines) {
    for (auto& [of, stores] : lines) {
      for (LineReader& line : stores) {
        const absl::Status asked = AskStore(line);
        if (!asked.ok()) return asked;
      }
    }
    for (const auto& [key, level] : levels_) {
      const auto found =
          lines.find({key.substr(0, key.find('/')),
                      std::string(rpc::LastSegment(level.item()))});
      if (level.store().empty() && found != lines.end()) {
        const absl::Status asked =
            AskFacility(level, absl::MakeSpan(found->second));
        if (!asked.ok()) return asked;
      } else if (!asked_stores_.contains(key)) {
        AddUncounted(key, level);
      }
    }
    return std::move(suggestions_);
  }

 private:
  [[nodiscard]] std::optional<v1::StockLevel> LevelOf(
      const std::string& key) const {
    const auto found = levels_.find(key);
    if (found == levels_.end()) return std::nullopt;
    return found->second;
  }

  // A store that a level of its own or nobody else speaks for.
  absl::Status AskStore(LineReader& line) {
    const std::string key = line.line().path();
    PlaceFacts facts;
    facts.level = LevelOf(key);
    const std::string facility = key.substr(0, key.find('/'));
    const bool is_spoken_for =
        !facts.level.has_value() &&
        LevelOf(StockLevelKey(facility, "", line.line().item)).has_value();
    if (is_spoken_for) return absl::OkStatus();
    asked_stores_.insert(key);
    // Without lots, which nobody asks for here.
    const absl::StatusOr<v1::FacilityStock> stock =
        reader_.StockOf(absl::MakeSpan(&line, 1));
    if (!stock.ok()) return stock.status();
    facts.coming = coming_.ToStore(line.line().store, line.line().item);
    Add(stock->facility(),
        NameOf(kStoreName, context_.county(), line.line().store), *stock,
        std::move(facts));
    return absl::OkStatus();
  }

  absl::Status AskFacility(const v1::StockLevel& level,
                           absl::Span<LineReader> lines) {
    const absl::StatusOr<v1::FacilityStock> stock = reader_.StockOf(lines);
    if (!stock.ok()) return stock.status();
    PlaceFacts facts;
    facts.level = level;
    facts.coming =
        coming_.ToFacility(std::string(rpc::LastSegment(stock->facility())),
                           std::string(rpc::LastSegment(level.item())));
    Add(stock->facility(), "", *stock, std::move(facts));
    return absl::OkStatus();
  }

  // A place of which nothing was ever recorded.
  void AddUncounted(const std::string& key, const v1::StockLevel& level) {
    PlaceFacts facts;
    facts.level = level;
    const std::string facility = key.substr(0, key.find('/'));
    const std::string item(rpc::LastSegment(level.item()));
    facts.coming = level.store().empty()
                       ? coming_.ToFacility(facility, item)
                       : coming_.ToStore(PathOf(level.store()), item);
    v1::FacilityStock nothing;
    nothing.set_item(level.item());
    nothing.set_knowledge(v1::KNOWLEDGE_UNKNOWN);
    nothing.mutable_supply()->set_state(v1::Supply::STATE_UNKNOWN);
    nothing.mutable_supply()->set_band(v1::Supply::BAND_UNKNOWN);
    Add(rpc::MakeName(kFacilityName, {context_.county(), facility}),
        level.store(), nothing, std::move(facts));
  }

  void Add(const std::string& facility, const std::string& store,
           const v1::FacilityStock& stock, PlaceFacts facts) {
    facts.supply = stock.supply();
    facts.target_days = reader_.settings().target_days();
    if (stock.knowledge() != v1::KNOWLEDGE_UNKNOWN) facts.free = stock.free();
    Suggestion& suggestion = suggestions_.emplace_back(SuggestOrder(facts));
    suggestion.set_facility(facility);
    suggestion.set_store(store);
    suggestion.set_item(stock.item());
    suggestion.set_knowledge(stock.knowledge());
    if (stock.has_last_count_time()) {
      *suggestion.mutable_last_count_time() = stock.last_count_time();
      suggestion.set_last_count_age_days(stock.last_count_age_days());
    }
  }

  ReadContext& context_;
  StockReader& reader_;
  const Levels levels_;
  const ComingGoods coming_;
  std::set<std::string> asked_stores_;
  std::vector<Suggestion> suggestions_;
};

// Of all places whose keys begin with `prefix`, judged by `reader`.
absl::StatusOr<std::vector<Suggestion>> Suggest(std::string_view prefix,
                                                std::string_view item,
                                                StockReader& reader,
                                                ReadContext& context) {
  absl::StatusOr<Levels> levels = ReadLevels(prefix, item, context);
  if (!levels.ok()) return levels.status();
  absl::StatusOr<ComingGoods> coming = ComingGoods::Read(prefix, context);
  if (!coming.ok()) return coming.status();
  absl::StatusOr<StockReader::ByFacility> lines =
      !prefix.empty() ? reader.ReadLines(prefix, item)
      : item.empty()  ? reader.ReadCounty()
                      : reader.ReadItem(item);
  if (!lines.ok()) return lines.status();
  return Asking(context, reader, *std::move(levels), *std::move(coming))
      .AskAll(*std::move(lines));
}

// Counts, and leaves out what is not asked for.
void CountAndFilter(bool needed_only, std::vector<Suggestion>& suggestions,
                    v1::ListOrderSuggestionsResponse& response) {
  for (const Suggestion& suggestion : suggestions) {
    if (!suggestion.has_order()) {
      response.set_unknown(response.unknown() + 1);
    } else if (suggestion.order() > 0) {
      response.set_needed(response.needed() + 1);
    } else {
      response.set_enough(response.enough() + 1);
    }
  }
  if (!needed_only) return;
  std::erase_if(suggestions, [](const Suggestion& suggestion) {
    return suggestion.has_order() && suggestion.order() == 0;
  });
}

}  // namespace

absl::StatusOr<v1::ListStockLevelsResponse> ListStockLevels(
    const v1::ListStockLevelsRequest& request, ReadContext& context) {
  v1::ListStockLevelsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  const auto prefix = PrefixSeen(PathOf(request.facility()), context.caller());
  if (!prefix.has_value()) return response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kStockLevels, *prefix,
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        v1::StockLevel level;
        level.ParseFromString(row.body);
        const bool is_asked =
            request.item().empty() || request.item() == level.item();
        if (level.withdrawn() || !is_asked) return std::nullopt;
        *response.add_stock_levels() = std::move(level);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  return response;
}

absl::StatusOr<v1::ListOrderSuggestionsResponse> ListOrderSuggestions(
    const v1::ListOrderSuggestionsRequest& request, ReadContext& context) {
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  JudgedPlace place = PlaceOf(context.cursor());
  if (place.judge.has_value()) {
    reader->JudgeAt(absl::FromUnixMicros(*place.judge));
  }
  place.judge = ToPosition(reader->judge_time());
  v1::ListOrderSuggestionsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  const auto prefix = PrefixSeen(PathOf(request.facility()), context.caller());
  if (!prefix.has_value()) return response;
  auto suggestions = Suggest(
      *prefix, request.item().empty() ? "" : rpc::LastSegment(request.item()),
      *reader, context);
  if (!suggestions.ok()) return suggestions.status();
  CountAndFilter(request.needed_only(), *suggestions, response);
  const absl::Status sortable = CheckSortable(suggestions->size());
  if (!sortable.ok()) return sortable;
  std::sort(suggestions->begin(), suggestions->end(),
            [](const Suggestion& a, const Suggestion& b) {
              return OrderOf(a) < OrderOf(b);
            });
  response.set_next_page_token(TakePage(*std::move(suggestions), place, context,
                                        *response.mutable_order_suggestions()));
  return response;
}

}  // namespace epiledger::supplies
