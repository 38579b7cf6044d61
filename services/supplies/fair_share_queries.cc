#include "services/supplies/fair_share_queries.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/decisions.h"
#include "services/supplies/fair_share_stock.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using Request = v1::SuggestFairShareRequest;
using FreeLot = FairShareStock::FreeLot;

std::string FacilityOf(const std::string& store) {
  return store.substr(0, store.find("/stores/"));
}

// A quantity in base units, or why there is none.
absl::StatusOr<Amount> ReadPieces(const v1::Quantity& quantity,
                                  const v1::Item& item,
                                  std::string_view field) {
  Pieces pieces = PiecesOf(quantity, item, field);
  if (const auto* amount = std::get_if<Amount>(&pieces)) return *amount;
  auto& problem = std::get<book::Decision>(pieces);
  if (auto* status = std::get_if<absl::Status>(&problem)) return *status;
  const auto& refusal = std::get<journal::Refusal>(problem);
  rpc::Error error;
  error.code = refusal.code;
  error.reason = refusal.reason;
  error.metadata = refusal.metadata;
  return rpc::ToStatus(error);
}

// Pieces in the pack that is shared out whole.
absl::StatusOr<Amount> PackSize(const Request& request, const v1::Item& item) {
  if (!request.pack().empty()) {
    v1::Quantity one;
    one.add_packs()->set_pack(request.pack());
    one.mutable_packs(0)->set_count(1);
    return ReadPieces(one, item, "pack");
  }
  Amount smallest = 0;
  for (const v1::Item::Pack& pack : item.packs()) {
    if (smallest == 0 || pack.size() < smallest) smallest = pack.size();
  }
  return std::max<Amount>(1, smallest);
}

absl::Status CheckStores(const Request& request) {
  std::set<std::string> seen;
  const auto check = [&seen](const auto& stores, std::string_view field) {
    for (int i = 0; i < stores.size(); ++i) {
      if (seen.insert(stores[i]).second) continue;
      return rpc::InvalidField(Concat(field, "[", i, "]"), "LISTED_TWICE",
                               {{"found", stores[i]}});
    }
    return absl::OkStatus();
  };
  absl::Status status = check(request.from_stores(), "from_stores");
  return status.ok() ? check(request.to_stores(), "to_stores") : status;
}

// A suggestion on its way.
class Suggester {
 public:
  Suggester(const Request& request, ReadContext& context,
            const FairShareStock& stock)
      : request_(request), context_(context), stock_(stock) {}

  // The stores that may get some, once it is suggested.
  [[nodiscard]] const std::vector<std::string>& takers() const {
    return takers_;
  }

  absl::StatusOr<v1::SuggestFairShareResponse> Suggest(const v1::Item& item) {
    for (const auto step : {&Suggester::FindStores, &Suggester::FindTakers}) {
      const absl::Status status = (this->*step)();
      if (!status.ok()) return status;
    }
    const absl::StatusOr<Amount> pack = PackSize(request_, item);
    if (!pack.ok()) return pack.status();
    absl::StatusOr<Amount> at_most = limits::kMaxPieces;
    if (request_.has_at_most()) {
      at_most = ReadPieces(request_.at_most(), item, "at_most");
    }
    if (!at_most.ok()) return at_most.status();
    response_.set_pack_size(*pack);
    response_.mutable_fair_share()->set_item(request_.item());
    Share(*pack, *at_most);
    return std::move(response_);
  }

 private:
  // All stores of the county by their facility.
  absl::Status FindStores() {
    const absl::Status status = context_.snapshot().List(
        kStores, {}, [this](const ledger::ResourceRow& row) {
          v1::Store store;
          store.ParseFromString(row.body);
          stores_[FacilityOf(store.name())].push_back(store.name());
          return absl::OkStatus();
        });
    if (!status.ok()) return status;
    for (const auto* named : {&request_.from_stores(), &request_.to_stores()}) {
      for (const std::string& store : *named) {
        const std::vector<std::string>& of = stores_[FacilityOf(store)];
        if (std::find(of.begin(), of.end(), store) == of.end()) {
          return rpc::NotFound(kStores, store);
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status FindTakers() {
    takers_.assign(request_.to_stores().begin(), request_.to_stores().end());
    if (!takers_.empty()) return absl::OkStatus();
    std::set<std::string> giving;
    for (const std::string& store : request_.from_stores()) {
      giving.insert(FacilityOf(store));
    }
    for (const auto& [facility, stores] : stores_) {
      if (giving.contains(facility) || stores.empty()) continue;
      const size_t before = takers_.size();
      for (const std::string& store : stores) {
        if (stock_.lines().contains(store)) takers_.push_back(store);
      }
      // That it never had the item says nothing of its need.
      if (takers_.size() == before) takers_.push_back(stores.front());
    }
    return absl::OkStatus();
  }

  void Share(Amount pack, Amount at_most) {
    std::vector<FreeLot> lots;
    for (const std::string& store : request_.from_stores()) {
      for (FreeLot& lot : stock_.FreeLotsOf(store)) {
        lots.push_back(std::move(lot));
      }
    }
    std::vector<DatedStock> given;
    Amount free = 0;
    for (const FreeLot& lot : lots) {
      given.push_back(lot.stock);
      free += lot.stock.amount;
    }
    std::vector<ShareTaker> takers;
    takers.reserve(takers_.size());
    for (const std::string& store : takers_) {
      takers.push_back(stock_.TakerOf(store));
    }
    response_.set_free(free);
    Amount left = free;
    for (const LotShare& share : ShareOut(given, takers, pack, at_most)) {
      Add(share, lots[share.lot]);
      left -= share.amount;
    }
    v1::FairShare& made = *response_.mutable_fair_share();
    made.set_left_over(left);
    for (auto& [key, line] : lines_) *made.add_lines() = std::move(line);
  }

  void Add(const LotShare& share, const FreeLot& lot) {
    v1::FairShareLine& line = lines_[{share.taker, lot.store}];
    line.set_from_store(lot.store);
    line.set_to_store(takers_[share.taker]);
    line.set_total(line.total() + share.amount);
    line.mutable_quantity()->set_pieces(line.total());
    line.set_expiring(line.expiring() + share.expiring);
    v1::ShareLot& of = *line.add_lots();
    of.set_lot(lot.lot);
    of.set_quantity(share.amount);
  }

  const Request& request_;
  ReadContext& context_;
  const FairShareStock& stock_;
  std::map<std::string, std::vector<std::string>> stores_;
  std::vector<std::string> takers_;
  // By the taker's place and the store that gives.
  std::map<std::pair<size_t, std::string>, v1::FairShareLine> lines_;
  v1::SuggestFairShareResponse response_;
};

// Tells of each line and of each other store of `takers` how it stands.
void AddStandings(const FairShareStock& stock,
                  const std::set<std::string>& takers, v1::FairShare& share) {
  std::map<std::string, Amount> shares;
  std::set<std::string> giving;
  for (const v1::FairShareLine& line : share.lines()) {
    shares[line.to_store()] += line.total();
    giving.insert(line.from_store());
  }
  for (v1::FairShareLine& line : *share.mutable_lines()) {
    *line.mutable_standing() =
        stock.StandingOf(line.to_store(), shares[line.to_store()]);
  }
  for (const std::string& store : takers) {
    if (shares.contains(store) || giving.contains(store)) continue;
    *share.add_left_out() = stock.StandingOf(store, 0);
  }
}

std::set<std::string> StoresOf(const FairShareStock& stock) {
  std::set<std::string> stores;
  for (const auto& [store, line] : stock.lines()) stores.insert(store);
  return stores;
}

}  // namespace

absl::StatusOr<v1::SuggestFairShareResponse> SuggestFairShare(
    const Request& request, ReadContext& context) {
  if (absl::Status status = CheckStores(request); !status.ok()) return status;
  const auto item = host::GetOne<v1::Item>(
      context, kItems, std::string(rpc::LastSegment(request.item())),
      request.item());
  if (!item.ok()) return item.status();
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  const auto stock = FairShareStock::Read(request.item(), *reader, context);
  if (!stock.ok()) return stock.status();
  Suggester suggester(request, context, *stock);
  auto response = suggester.Suggest(*item);
  if (!response.ok()) return response;
  AddStandings(*stock, {suggester.takers().begin(), suggester.takers().end()},
               *response->mutable_fair_share());
  *response->mutable_read_at() = context.ReadAt();
  *response->mutable_judge_time() = reader->judge_time();
  return response;
}

absl::StatusOr<v1::FairShare> GetFairShare(
    const v1::GetFairShareRequest& request, ReadContext& context) {
  auto share = host::GetOne<v1::FairShare>(
      context, kFairShares, std::string(rpc::LastSegment(request.name())),
      request.name());
  if (!share.ok()) return share;
  context.snapshot().SetSequence(share->revise_sequence());
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  reader->JudgeAt(absl::FromUnixMicros(ToPosition(share->revise_time())));
  const auto stock = FairShareStock::Read(share->item(), *reader, context);
  if (!stock.ok()) return stock.status();
  AddStandings(*stock, StoresOf(*stock), *share);
  return share;
}

absl::StatusOr<v1::ListFairSharesResponse> ListFairShares(
    const v1::ListFairSharesRequest& request, ReadContext& context) {
  v1::ListFairSharesResponse response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kFairShares, "",
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        v1::FairShare share;
        share.ParseFromString(row.body);
        const bool is_state =
            request.state() == v1::FairShare::STATE_UNSPECIFIED ||
            request.state() == share.state();
        if (!is_state ||
            (!request.item().empty() && request.item() != share.item())) {
          return std::nullopt;
        }
        *response.add_fair_shares() = std::move(share);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::supplies
