#include "services/supplies/trace_queries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/book/genesis.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/goods_accounts.h"
#include "services/supplies/goods_trace.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/lots.h"
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::Position;
// By the id of an origin.
using Traces = std::map<std::string, GoodsTrace, std::less<>>;

constexpr std::string_view kNoFacility = "/";

v1::Origin OriginOf(const v1::OrderedGoods& line) {
  v1::Origin origin;
  origin.set_kind(v1::Origin::KIND_COMMITMENT);
  origin.set_commitment(line.commitment());
  origin.set_line(static_cast<int32_t>(line.line()));
  return origin;
}

// The position asked about: that of `as_of`, and no later than the end of the
// day.
absl::StatusOr<Position> PositionOf(const v1::TraceGoodsRequest& request,
                                    ReadContext& context) {
  if (!request.has_date()) return context.position();
  const auto genesis = book::ReadGenesis(context.snapshot());
  if (!genesis.ok()) return genesis.status();
  const absl::Time next_day =
      book::BeginningOf(*genesis, ToCivilDay(request.date()) + 1);
  return std::min(context.position(),
                  Position::FromTime(next_day - absl::Microseconds(1)));
}

// The lot asked about; NOT_FOUND.
absl::StatusOr<v1::LotRecord> ReadLot(const std::string& name,
                                      ReadContext& context) {
  const std::string key = PathOf(name);
  if (IsBuiltIn(rpc::LastSegment(key))) {
    return BuiltInLot(rpc::LastSegment(key));
  }
  const auto record = context.snapshot().Get<v1::LotRecord>(kLots, key);
  if (!record.ok()) return record.status();
  if (!record->has_value()) return rpc::NotFound(kLots, name);
  return **record;
}

// What the ids of origins begin with that are asked for: of all lines of an
// order one, for an answer asks for many of them.
std::vector<std::string> EndingsOf(const v1::TraceGoodsRequest& request,
                                   const std::string& lot_origin) {
  if (!lot_origin.empty()) return {lot_origin};
  std::set<std::string> endings;
  for (const v1::OrderedGoods& line : request.lines()) {
    const std::string id = OriginId(OriginOf(line));
    endings.insert(id.substr(0, id.rfind('.') + 1));
  }
  return {endings.begin(), endings.end()};
}

absl::StatusOr<Traces> ReadTraces(const std::vector<std::string>& endings,
                                  Position position, ReadContext& context) {
  const auto balances = context.snapshot().BalancesEndingAny(endings, position);
  if (!balances.ok()) return balances.status();
  if (absl::Status status = CheckSortable(balances->size()); !status.ok()) {
    return status;
  }
  Traces traces;
  for (const auto& [account, amount] : *balances) {
    const size_t ending = account.rfind('/') + 1;
    traces[account.substr(ending)].Add(account, amount);
  }
  return traces;
}

std::optional<GoodsTrace::Order> OrderOf(const v1::OrderedGoods& line) {
  GoodsTrace::Order order;
  order.pieces = line.quantity();
  order.matched = line.quantity_matched();
  if (line.quantity() > 0 && line.has_amount()) {
    order.price = AgreedPrice{FenOf(line.amount()), line.quantity()};
  }
  return order;
}

absl::Status TooManyPlaces(int found) {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_PLACES";
  error.metadata["found"] = Concat(found);
  error.metadata["limit"] = Concat(limits::kMaxTracedPlaces);
  return rpc::ToStatus(error);
}

absl::Status CheckRequest(const v1::TraceGoodsRequest& request) {
  const int most = request.lot().empty() ? request.lines_size() : 1;
  if (request.lines_size() <= most &&
      (!request.lot().empty() || request.lines_size() > 0)) {
    return absl::OkStatus();
  }
  return rpc::InvalidField("lines", "LOT_OR_LINES");
}

// What the caller may be told of.
TraceChoice ChoiceOf(const v1::TraceGoodsRequest& request,
                     ReadContext& context) {
  TraceChoice choice;
  choice.county = context.county();
  choice.by_lot = request.by_lot();
  if (!SeesGoodsOfAll(context.caller())) {
    // Whose token names none sees nothing: no facility has this id.
    const std::string& own = context.caller().facility;
    choice.facility = own.empty() ? kNoFacility : std::string_view(own);
  }
  return choice;
}

void Tell(const v1::TraceGoodsRequest& request, const TraceChoice& choice,
          const v1::Origin& lot_origin, const Traces& traces,
          v1::TraceGoodsResponse& response) {
  const auto tell = [&](const v1::Origin& origin,
                        const std::optional<GoodsTrace::Order>& order) {
    const auto trace = traces.find(OriginId(origin));
    v1::TracedGoods& goods = *response.add_goods();
    goods = (trace == traces.end() ? GoodsTrace() : trace->second)
                .Tell(choice, order);
    *goods.mutable_origin() = origin;
    for (v1::PlacedGoods& place : *goods.mutable_places()) {
      place.set_commitment(origin.commitment());
      place.set_line(origin.line());
    }
  };
  for (const v1::OrderedGoods& line : request.lines()) {
    tell(OriginOf(line), OrderOf(line));
  }
  if (request.lines().empty()) tell(lot_origin, std::nullopt);
}

absl::Status CheckPlaces(const v1::TraceGoodsResponse& response) {
  int places = 0;
  for (const v1::TracedGoods& goods : response.goods()) {
    places += goods.places_size();
  }
  return places > limits::kMaxTracedPlaces ? TooManyPlaces(places)
                                           : absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::TraceGoodsResponse> TraceGoods(
    const v1::TraceGoodsRequest& request, ReadContext& context) {
  if (absl::Status valid = CheckRequest(request); !valid.ok()) return valid;
  v1::TraceGoodsResponse response;
  const std::string lot_key = PathOf(request.lot());
  TraceChoice choice = ChoiceOf(request, context);
  v1::Origin lot_origin;
  if (!lot_key.empty()) {
    const auto record = ReadLot(request.lot(), context);
    if (!record.ok()) return record.status();
    *response.mutable_lot() = LotResource(context.county(), lot_key, *record);
    lot_origin = record->origin();
    choice.lot = lot_key;
  }
  const absl::StatusOr<Position> position = PositionOf(request, context);
  if (!position.ok()) return position.status();
  const auto traces = ReadTraces(
      EndingsOf(request, lot_key.empty() ? "" : OriginId(lot_origin)),
      *position, context);
  if (!traces.ok()) return traces.status();
  Tell(request, choice, lot_origin, *traces, response);
  if (absl::Status few = CheckPlaces(response); !few.ok()) return few;
  *response.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  *response.mutable_data_time() = ToTimestamp(absl::ToUnixMicros(*data_time));
  return response;
}

}  // namespace epiledger::supplies
