// Reads of goods that no order pays for: what donors gave, and what a store
// received without money.
#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/rpc/names.h"
#include "services/supplies/goods_accounts.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"
#include "services/supplies/trace_queries.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using ledger::Amount;
using ledger::Position;
using v1::Donation;
using v1::PlacedGoods;
// What an account moved, by position.
using Moves = std::map<Position, Amount>;

constexpr std::string_view kDonor = "donor-";

Amount SumOf(const Moves& moves) {
  Amount sum = 0;
  for (const auto& [position, amount] : moves) sum += amount;
  return sum;
}

// Adds what a donor's account of goods received moved.
void AddReceipts(const Moves& moves, Donation& donation) {
  for (const auto& [position, amount] : moves) {
    donation.set_received(donation.received() - amount);
    const int64_t at = position.value();
    if (!donation.has_first_receipt_time() ||
        at < ToPosition(donation.first_receipt_time())) {
      *donation.mutable_first_receipt_time() = ToTimestamp(at);
    }
    if (!donation.has_last_receipt_time() ||
        at > ToPosition(donation.last_receipt_time())) {
      *donation.mutable_last_receipt_time() = ToTimestamp(at);
    }
  }
}

void AddToPlace(PlacedGoods::Place place, Amount amount, Donation& donation) {
  switch (place) {
    case PlacedGoods::PLACE_STORE:
      donation.set_in_stores(donation.in_stores() + amount);
      break;
    case PlacedGoods::PLACE_TRANSIT:
      donation.set_in_transit(donation.in_transit() + amount);
      break;
    case PlacedGoods::PLACE_IN_SERVICE:
      donation.set_in_service(donation.in_service() + amount);
      break;
    case PlacedGoods::PLACE_USED:
    case PlacedGoods::PLACE_ISSUED:
      donation.set_used(donation.used() + amount);
      break;
    case PlacedGoods::PLACE_LOST:
    case PlacedGoods::PLACE_SCRAPPED:
      donation.set_lost(donation.lost() + amount);
      break;
    case PlacedGoods::PLACE_SENT_BACK:
      donation.set_sent_back(donation.sent_back() + amount);
      break;
    default:
      break;
  }
}

void AddAccount(const GoodsAccount& account, const Moves& moves,
                Donation& donation) {
  switch (account.holding) {
    case Holding::kReceived:
      AddReceipts(moves, donation);
      break;
    case Holding::kFound:
      donation.set_found(donation.found() - SumOf(moves));
      break;
    case Holding::kPlace:
      AddToPlace(account.place, SumOf(moves), donation);
      break;
  }
}

// By donor and item, what the accounts of a county say that the request asks
// for.
absl::StatusOr<std::vector<Donation>> ReadDonations(
    const v1::ListDonationsRequest& request, ReadContext& context) {
  const auto accounts = context.snapshot().MovesEnding(
      Concat(kDonor, request.donor()), context.position());
  if (!accounts.ok()) return accounts.status();
  if (absl::Status few = CheckSortable(accounts->size()); !few.ok()) {
    return few;
  }
  const std::string item(rpc::LastSegment(request.item()));
  std::map<std::pair<std::string, std::string>, Donation> donations;
  for (const auto& [name, moves] : *accounts) {
    const auto account = ParseGoodsAccount(name);
    if (!account.has_value()) continue;
    const std::string donor(account->origin.substr(kDonor.size()));
    if ((!request.donor().empty() && donor != request.donor()) ||
        (!item.empty() && item != account->item)) {
      continue;
    }
    Donation& donation = donations[{donor, std::string(account->item)}];
    donation.set_donor(donor);
    donation.set_item(
        rpc::MakeName(kItemName, {context.county(), account->item}));
    AddAccount(*account, moves, donation);
  }
  std::vector<Donation> list;
  list.reserve(donations.size());
  for (auto& [key, donation] : donations) list.push_back(std::move(donation));
  return list;
}

// The receipts of one account, by their times.
void AddUnfunded(const GoodsAccount& account, const Moves& moves,
                 const AgeClock& ages, const std::string& county,
                 std::vector<v1::UnfundedReceipt>& receipts) {
  for (const auto& [position, amount] : moves) {
    if (amount >= 0) continue;
    v1::UnfundedReceipt& receipt = receipts.emplace_back();
    receipt.set_store(StoreNameOf(county, account));
    receipt.set_facility(
        rpc::MakeName(kFacilityName, {county, account.facility}));
    receipt.set_item(rpc::MakeName(kItemName, {county, account.item}));
    receipt.set_lot(
        rpc::MakeName(kLotName, {county, account.item, account.lot}));
    receipt.set_quantity(-amount);
    *receipt.mutable_receipt_time() = ToTimestamp(position.value());
    receipt.set_age_days(ages.DaysSince(receipt.receipt_time()));
  }
}

absl::StatusOr<std::vector<v1::UnfundedReceipt>> ReadUnfunded(
    std::string_view facility, const AgeClock& ages, ReadContext& context) {
  v1::Origin origin;
  origin.set_kind(v1::Origin::KIND_UNFUNDED);
  const auto accounts =
      context.snapshot().MovesEnding(OriginId(origin), context.position());
  if (!accounts.ok()) return accounts.status();
  std::vector<v1::UnfundedReceipt> receipts;
  for (const auto& [name, moves] : *accounts) {
    const auto account = ParseGoodsAccount(name);
    if (!account.has_value() || account->holding != Holding::kReceived ||
        (!facility.empty() && facility != account->facility)) {
      continue;
    }
    AddUnfunded(*account, moves, ages, context.county(), receipts);
  }
  if (absl::Status few = CheckSortable(receipts.size()); !few.ok()) return few;
  std::stable_sort(receipts.begin(), receipts.end(),
                   [](const auto& one, const auto& other) {
                     return ToPosition(one.receipt_time()) <
                            ToPosition(other.receipt_time());
                   });
  return receipts;
}

}  // namespace

absl::StatusOr<v1::ListDonationsResponse> ListDonations(
    const v1::ListDonationsRequest& request, ReadContext& context) {
  auto donations = ReadDonations(request, context);
  if (!donations.ok()) return donations.status();
  v1::ListDonationsResponse response;
  response.set_total_size(static_cast<int64_t>(donations->size()));
  *response.mutable_read_at() = context.ReadAt();
  const absl::StatusOr<absl::Time> data_time = context.DataTime();
  if (!data_time.ok()) return data_time.status();
  *response.mutable_data_time() = ToTimestamp(absl::ToUnixMicros(*data_time));
  response.set_next_page_token(TakePage(*std::move(donations),
                                        PlaceOf(context.cursor()), context,
                                        *response.mutable_donations()));
  return response;
}

absl::StatusOr<v1::ListUnfundedReceiptsResponse> ListUnfundedReceipts(
    const v1::ListUnfundedReceiptsRequest& request, ReadContext& context) {
  const absl::StatusOr<AgeClock> ages = AgeClock::Open(context);
  if (!ages.ok()) return ages.status();
  v1::ListUnfundedReceiptsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = ToTimestamp(ages->judge());
  std::string facility(rpc::LastSegment(request.facility()));
  if (!SeesGoodsOfAll(context.caller())) {
    const std::string& own = context.caller().facility;
    if (own.empty() || (!facility.empty() && facility != own)) return response;
    facility = own;
  }
  auto receipts = ReadUnfunded(facility, *ages, context);
  if (!receipts.ok()) return receipts.status();
  response.set_total_size(static_cast<int64_t>(receipts->size()));
  response.set_next_page_token(TakePage(
      *std::move(receipts), {ages->judge(), PlaceOf(context.cursor()).first},
      context, *response.mutable_receipts()));
  return response;
}

}  // namespace epiledger::supplies
