// Reads of what became of an item's stock, day by day.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/lots.h"
#include "services/supplies/need_queries.h"
#include "services/supplies/stock.h"
#include "services/supplies/stock_history.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

struct Window {
  absl::CivilDay first;
  absl::CivilDay last;
};

// The days asked about, up to `today`.
template <typename Request>
absl::StatusOr<Window> WindowOf(const Request& request, absl::CivilDay today) {
  Window window{today, today};
  if (request.has_to_date()) {
    window.last = std::min(today, ToCivilDay(request.to_date()));
  }
  window.first = request.has_from_date()
                     ? ToCivilDay(request.from_date())
                     : window.last - (limits::kHistoryDays - 1);
  const int64_t days = window.last - window.first + 1;
  if (days < 1) return rpc::InvalidField("from_date", "DATES_REVERSED");
  if (days > limits::kMaxHistoryDays) {
    return rpc::InvalidField(
        "from_date", "TOO_MANY_DAYS",
        {{"found", Concat(days)}, {"limit", Concat(limits::kMaxHistoryDays)}});
  }
  return window;
}

// Which lots of a line can be given out at the end of a day.
class WithheldLots {
 public:
  // `context` must outlive it.
  WithheldLots(ReadContext& context, const journal::v1::Genesis& genesis)
      : context_(context), genesis_(genesis) {}

  absl::Status Load() {
    return context_.snapshot().List(
        kLotQuarantines, {}, [this](const ledger::ResourceRow& row) {
          v1::LotQuarantine quarantine;
          quarantine.ParseFromString(row.body);
          const std::string store = row.name.substr(0, row.name.rfind('/'));
          quarantines_[Join(store, PathOf(quarantine.lot()))].push_back(
              std::move(quarantine));
          return absl::OkStatus();
        });
  }

  // What of `lots` can be given out at the end of `day`.
  absl::StatusOr<Amount> UsableOf(const LineName& line, absl::CivilDay day,
                                  const std::map<std::string, Amount>& lots) {
    Amount usable = 0;
    for (const auto& [lot, amount] : lots) {
      const auto expiry = LastDayOf(line.item, lot);
      if (!expiry.ok()) return expiry.status();
      if (WithheldReasonOf(*expiry, ToNumber(day),
                           IsQuarantined(line, lot, day)) ==
          v1::WITHHELD_REASON_UNSPECIFIED) {
        usable += amount;
      }
    }
    return usable;
  }

 private:
  bool IsQuarantined(const LineName& line, const std::string& lot,
                     absl::CivilDay day) const {
    const auto found = quarantines_.find(Join(line.path(), lot));
    if (found == quarantines_.end()) return false;
    const int64_t end =
        absl::ToUnixMicros(book::BeginningOf(genesis_, day + 1)) - 1;
    const int64_t at = std::min(end, context_.position().value());
    return std::any_of(found->second.begin(), found->second.end(),
                       [at](const v1::LotQuarantine& quarantine) {
                         return LastsAt(quarantine, at);
                       });
  }

  absl::StatusOr<std::optional<int64_t>> LastDayOf(const std::string& item,
                                                   const std::string& lot) {
    if (IsBuiltIn(lot)) return std::nullopt;
    const std::string key = Join(item, lot);
    const auto known = last_days_.find(key);
    if (known != last_days_.end()) return known->second;
    const auto record = context_.snapshot().Get<v1::LotRecord>(kLots, key);
    if (!record.ok()) return record.status();
    return last_days_[key] = ExpiryDayOf(record->value_or(v1::LotRecord()));
  }

  ReadContext& context_;
  const journal::v1::Genesis& genesis_;
  // By line and lot.
  std::map<std::string, std::vector<v1::LotQuarantine>> quarantines_;
  std::map<std::string, std::optional<int64_t>> last_days_;
};

// Whether both ends of a shipment lie among stores whose keys begin so.
class Within {
 public:
  Within(ReadContext& context, std::string prefix)
      : context_(context), prefix_(std::move(prefix)) {}

  bool operator()(const std::string& shipment) {
    const auto known = known_.find(shipment);
    if (known != known_.end()) return known->second;
    return known_[shipment] = Look(shipment);
  }
  // What went wrong in a look.
  [[nodiscard]] const absl::Status& status() const { return status_; }

 private:
  bool Look(const std::string& key) {
    if (!key.starts_with(prefix_)) return false;
    const auto shipment =
        context_.snapshot().Get<v1::Shipment>(kShipments, key);
    if (!shipment.ok()) {
      status_ = shipment.status();
      return false;
    }
    return shipment->has_value() &&
           Concat(PathOf((*shipment)->to_store()), "/").starts_with(prefix_);
  }

  ReadContext& context_;
  const std::string prefix_;
  std::map<std::string, bool> known_;
  absl::Status status_;
};

// The history of an item in the stores whose keys begin with a prefix.
class HistoryReader {
 public:
  HistoryReader(ReadContext& context, StockReader& reader, Window window,
                const std::string& prefix)
      : context_(context),
        reader_(reader),
        window_(window),
        prefix_(prefix),
        is_within_(context, prefix),
        withheld_(context, genesis_) {}

  absl::StatusOr<v1::StockHistory> Read(std::string_view item) {
    const auto genesis = book::ReadGenesis(context_.snapshot());
    if (!genesis.ok()) return genesis.status();
    genesis_ = *genesis;
    const absl::Status loaded = withheld_.Load();
    if (!loaded.ok()) return loaded;
    absl::StatusOr<StockReader::ByFacility> lines =
        reader_.ReadLines(prefix_, item);
    if (!lines.ok()) return lines.status();
    std::vector<LineHistory> histories;
    for (auto& [key, stores] : *lines) {
      for (LineReader& line : stores) {
        auto history = HistoryOfLine(line);
        if (!history.ok()) return history.status();
        histories.push_back(*std::move(history));
      }
    }
    return HistoryOf(histories, window_.first,
                     window_.last - window_.first + 1);
  }

  // The oldest of the lines' last counts.
  [[nodiscard]] const std::optional<int64_t>& last_count() const {
    return last_count_;
  }

 private:
  absl::StatusOr<LineHistory> HistoryOfLine(LineReader& line) {
    LineHistory history;
    history.is_ever_counted = line.last_count().has_value();
    if (history.is_ever_counted) {
      last_count_ = std::min(last_count_.value_or(INT64_MAX),
                             line.last_count()->position);
      const auto use = line.UseOn(window_.first, window_.last);
      if (!use.ok()) return use.status();
      history.use = use->days;
    }
    const auto entries = line.EntriesFrom(window_.first);
    if (!entries.ok()) return entries.status();
    history.days = LineDaysOf(
        **entries, genesis_, window_.first, window_.last,
        [this](const std::string& shipment) { return is_within_(shipment); });
    if (!is_within_.status().ok()) return is_within_.status();
    for (size_t i = 0; i < history.days.size(); ++i) {
      const auto usable = withheld_.UsableOf(
          line.line(), window_.first + static_cast<int64_t>(i),
          history.days[i].lots);
      if (!usable.ok()) return usable.status();
      history.usable.push_back(*usable);
    }
    return history;
  }

  ReadContext& context_;
  StockReader& reader_;
  const Window window_;
  const std::string prefix_;
  journal::v1::Genesis genesis_;
  Within is_within_;
  WithheldLots withheld_;
  std::optional<int64_t> last_count_;
};

// Fills the answer of both methods.
template <typename Request, typename Response>
absl::StatusOr<Response> AnswerHistory(const Request& request,
                                       const std::string& item_name,
                                       const std::string& prefix,
                                       ReadContext& context) {
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  const absl::StatusOr<Window> window = WindowOf(request, reader->today());
  if (!window.ok()) return window.status();
  const std::string id(rpc::LastSegment(item_name));
  const auto item = context.snapshot().Get<v1::Item>(kItems, id);
  if (!item.ok()) return item.status();
  if (!item->has_value()) return rpc::NotFound(kItems, item_name);
  HistoryReader histories(context, *reader, *window, prefix);
  absl::StatusOr<v1::StockHistory> history = histories.Read(id);
  if (!history.ok()) return history.status();
  Response response;
  response.set_item(item_name);
  response.set_base_unit((*item)->base_unit());
  *response.mutable_history() = *std::move(history);
  if (histories.last_count().has_value()) {
    *response.mutable_last_count_time() = ToTimestamp(*histories.last_count());
  }
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  return response;
}

}  // namespace

absl::StatusOr<v1::GetStockHistoryResponse> GetStockHistory(
    const v1::GetStockHistoryRequest& request, ReadContext& context) {
  std::string prefix = PathOf(request.name());
  if (!request.store().empty()) {
    prefix = PathOf(request.store()) + "/";
    if (!request.store().starts_with(request.name() + "/")) {
      return rpc::InvalidField(
          "store", "STORE_OF_OTHER_FACILITY",
          {{"found", request.store()}, {"facility", request.name()}});
    }
  }
  return AnswerHistory<v1::GetStockHistoryRequest, v1::GetStockHistoryResponse>(
      request, request.item(), prefix, context);
}

absl::StatusOr<v1::GetItemHistoryResponse> GetItemHistory(
    const v1::GetItemHistoryRequest& request, ReadContext& context) {
  return AnswerHistory<v1::GetItemHistoryRequest, v1::GetItemHistoryResponse>(
      request, request.name(), "", context);
}

}  // namespace epiledger::supplies
