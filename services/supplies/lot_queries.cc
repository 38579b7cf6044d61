#include "services/supplies/lot_queries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_split.h"
#include "services/host/listing.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/lots.h"
#include "services/supplies/sight.h"
#include "services/supplies/stock.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using Request = v1::ListStoredLotsRequest;

constexpr std::string_view kStock = "store:";

absl::Status TooManyLots(size_t found) {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_LOTS";
  error.metadata["found"] = Concat(found);
  error.metadata["limit"] = Concat(limits::kMaxResourcesSorted);
  return rpc::ToStatus(error);
}

// First expiring first.
auto OrderOf(const v1::StoredLot& lot) {
  return std::tuple(lot.has_days_to_expiry() ? lot.days_to_expiry() : INT64_MAX,
                    lot.store(), lot.lot().name());
}

// The lots of a list.
class StoredLots {
 public:
  StoredLots(const Request& request, ReadContext& context, StockReader& reader)
      : request_(request), context_(context), reader_(reader) {}

  // Those of accounts below `prefix`, in order.
  absl::StatusOr<std::vector<v1::StoredLot>> Read(const std::string& prefix) {
    const auto balances = context_.snapshot().BalancesUnder(
        Concat(kStock, prefix), context_.position());
    if (!balances.ok()) return balances.status();
    if (static_cast<int64_t>(balances->size()) > limits::kMaxResourcesSorted) {
      return TooManyLots(balances->size());
    }
    if (absl::Status status = ReadRecords(); !status.ok()) return status;
    for (const auto& [account, amount] : *balances) {
      if (amount > 0) Add(account, amount);
    }
    std::sort(lots_.begin(), lots_.end(),
              [](const v1::StoredLot& a, const v1::StoredLot& b) {
                return OrderOf(a) < OrderOf(b);
              });
    return std::move(lots_);
  }

 private:
  absl::Status ReadRecords() {
    ledger::ResourceRange range;
    if (!request_.item().empty()) {
      range = ledger::ResourceRange::Under(
          Concat(rpc::LastSegment(request_.item()), "/"));
    }
    return context_.snapshot().List(
        kLots, range, [this](const ledger::ResourceRow& row) {
          records_[row.name].ParseFromString(row.body);
          return absl::OkStatus();
        });
  }

  // `store:{facility}/{store}/{item}/{lot}/{origin}`.
  void Add(const std::string& account, Amount amount) {
    const std::vector<std::string> parts =
        absl::StrSplit(account.substr(kStock.size()), '/');
    const LineName line{Join(parts[0], parts[1]), parts[2]};
    const std::string& lot = parts[3];
    if (!request_.item().empty() &&
        rpc::LastSegment(request_.item()) != line.item) {
      return;
    }
    const std::string key = Join(line.item, lot);
    v1::StoredLot stored;
    const v1::LotRecord record =
        IsBuiltIn(lot) ? BuiltInLot(lot) : records_[key];
    if (const auto last = ExpiryDayOf(record)) {
      stored.set_days_to_expiry(*last - ToNumber(reader_.today()));
      stored.set_is_expired(stored.days_to_expiry() < 0);
    }
    stored.set_lot_quarantine(reader_.QuarantineOf(line, lot));
    if (!IsAskedFor(stored)) return;
    stored.set_store(NameOf(kStoreName, context_.county(), line.store));
    stored.set_item(rpc::MakeName(kItemName, {context_.county(), line.item}));
    *stored.mutable_lot() = LotResource(context_.county(), key, record);
    stored.set_quantity(amount);
    lots_.push_back(std::move(stored));
  }

  [[nodiscard]] bool IsAskedFor(const v1::StoredLot& lot) const {
    switch (request_.choice()) {
      case Request::CHOICE_EXPIRING:
        return lot.has_days_to_expiry() && !lot.is_expired() &&
               lot.days_to_expiry() <= request_.within_days();
      case Request::CHOICE_EXPIRED:
        return lot.is_expired();
      case Request::CHOICE_QUARANTINED:
        return !lot.lot_quarantine().empty();
      default:
        return true;
    }
  }

  const Request& request_;
  ReadContext& context_;
  StockReader& reader_;
  // By item and lot.
  std::map<std::string, v1::LotRecord> records_;
  std::vector<v1::StoredLot> lots_;
};

void AddTotals(const std::vector<v1::StoredLot>& lots,
               v1::ListStoredLotsResponse& response) {
  std::map<std::string, v1::StoredLotTotal> totals;
  for (const v1::StoredLot& lot : lots) {
    v1::StoredLotTotal& total = totals[lot.item()];
    total.set_item(lot.item());
    total.set_quantity(total.quantity() + lot.quantity());
    total.set_lots(total.lots() + 1);
  }
  for (auto& [item, total] : totals) *response.add_totals() = std::move(total);
  response.set_total_size(static_cast<int64_t>(lots.size()));
}

// What the keys of the stores asked for begin with; nothing when the caller may
// see none of them.
std::optional<std::string> PrefixOf(const Request& request,
                                    const rpc::Caller& caller) {
  const auto seen = PrefixSeen(PathOf(request.facility()), caller);
  if (!seen.has_value() || request.store().empty()) return seen;
  const std::string store = PathOf(request.store()) + "/";
  if (!store.starts_with(*seen)) return std::nullopt;
  return store;
}

}  // namespace

absl::StatusOr<v1::ListLotQuarantinesResponse> ListLotQuarantines(
    const v1::ListLotQuarantinesRequest& request, ReadContext& context) {
  v1::ListLotQuarantinesResponse response;
  *response.mutable_read_at() = context.ReadAt();
  const auto prefix = PrefixSeen(PathOf(request.facility()), context.caller());
  if (!prefix.has_value()) return response;
  const int64_t at = context.position().value();
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kLotQuarantines, *prefix,
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        v1::LotQuarantine quarantine;
        quarantine.ParseFromString(row.body);
        if (ToPosition(quarantine.quarantine_time()) > at) return std::nullopt;
        if (LastsAt(quarantine, at)) {
          quarantine.clear_release();
        } else if (!request.show_released()) {
          return std::nullopt;
        }
        *response.add_lot_quarantines() = std::move(quarantine);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  return response;
}

absl::StatusOr<v1::ListStoredLotsResponse> ListStoredLots(
    const Request& request, ReadContext& context) {
  if (request.within_days() != 0 &&
      request.choice() != Request::CHOICE_EXPIRING) {
    return rpc::InvalidField("within_days", "NOT_FOR_THIS_KIND");
  }
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  const JudgedPlace place = PlaceOf(context.cursor());
  if (place.judge.has_value()) {
    reader->JudgeAt(absl::FromUnixMicros(*place.judge));
  }
  v1::ListStoredLotsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = reader->judge_time();
  const auto prefix = PrefixOf(request, context.caller());
  if (!prefix.has_value()) return response;
  auto lots = StoredLots(request, context, *reader).Read(*prefix);
  if (!lots.ok()) return lots.status();
  AddTotals(*lots, response);
  response.set_next_page_token(TakePage(
      *std::move(lots), {ToPosition(response.judge_time()), place.first},
      context, *response.mutable_stored_lots()));
  return response;
}

}  // namespace epiledger::supplies
