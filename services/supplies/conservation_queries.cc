#include "services/supplies/conservation_queries.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "services/limits.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/conservation.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/stock.h"
#include "services/supplies/supplies_names.h"
#include "services/text.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

absl::Status TooManyOnTheirWay() {
  rpc::Error error;
  error.code = absl::StatusCode::kResourceExhausted;
  error.reason = "TOO_MANY_LISTED";
  error.metadata["found"] =
      Concat("more than ", limits::kMaxConservationShipments);
  error.metadata["limit"] = Concat(limits::kMaxConservationShipments);
  return rpc::ToStatus(error);
}

// An answer on its way.
class ConservationReader {
 public:
  ConservationReader(const v1::GetConservationRequest& request,
                     ReadContext& context, StockReader& reader)
      : request_(request), context_(context), reader_(reader) {}

  absl::StatusOr<v1::Conservation> Read() {
    for (const auto step :
         {&ConservationReader::ReadAccounts, &ConservationReader::CompareStock,
          &ConservationReader::NameItems,
          &ConservationReader::CompareShipments}) {
      const absl::Status status = (this->*step)();
      if (!status.ok()) return status;
    }
    for (auto& [id, item] : items_) {
      if (item.residue() != 0 || item.on_hand_residue() != 0) {
        answer_.set_items_with_residue(answer_.items_with_residue() + 1);
      }
      *answer_.add_items() = std::move(item);
    }
    answer_.set_name(request_.name());
    *answer_.mutable_read_at() = context_.ReadAt();
    *answer_.mutable_judge_time() = reader_.judge_time();
    return std::move(answer_);
  }

 private:
  [[nodiscard]] bool IsAsked(std::string_view item) const {
    return request_.item().empty() || rpc::LastSegment(request_.item()) == item;
  }

  absl::Status ReadAccounts() {
    const auto balances =
        context_.snapshot().BalancesUnder("", context_.position());
    if (!balances.ok()) return balances.status();
    std::map<std::string, Amount> asked;
    for (const auto& [account, balance] : *balances) {
      if (!IsAsked(ItemOfAccount(account))) continue;
      asked.emplace(account, balance);
      if (!account.starts_with("shipment:")) continue;
      // `shipment:{facility}/{store}/{shipment}/{item}/…`
      const std::string of_line = account.substr(
          account.find(':') + 1,
          account.rfind('/', account.rfind('/') - 1) - account.find(':') - 1);
      in_transit_[of_line] += balance;
    }
    items_ = ConservationOf(asked);
    return absl::OkStatus();
  }

  // What the stores' counts and movements come to, beside the accounts.
  absl::Status CompareStock() {
    for (auto& [id, item] : items_) item.set_on_hand_residue(item.on_hand());
    auto lines = reader_.ReadLines("", rpc::LastSegment(request_.item()));
    if (!lines.ok()) return lines.status();
    for (const auto& [key, of] : *lines) {
      v1::ItemConservation& item = items_[key.second];
      for (const LineReader& line : of) {
        for (const auto& [lot, amount] : line.lots()) {
          item.set_on_hand_residue(item.on_hand_residue() - amount);
        }
      }
    }
    return absl::OkStatus();
  }

  absl::Status NameItems() {
    for (auto& [id, item] : items_) {
      const auto known = context_.snapshot().Get<v1::Item>(kItems, id);
      if (!known.ok()) return known.status();
      item.set_item(rpc::MakeName(kItemName, {context_.county(), id}));
      if (known->has_value()) item.set_display_name((*known)->display_name());
    }
    return absl::OkStatus();
  }

  absl::Status CompareShipments() {
    absl::Status status = context_.snapshot().List(
        kShipments, {}, [this](const ledger::ResourceRow& row) {
          v1::Shipment shipment;
          shipment.ParseFromString(row.body);
          const bool is_past = context_.position() != ledger::kEnd;
          if (is_past && !ShowAt(context_.position().value(), shipment)) {
            return absl::OkStatus();
          }
          if (!shipment.has_shipping()) return absl::OkStatus();
          return Compare(row.name, shipment);
        });
    if (!status.ok()) return status;
    // On its way with a shipment that nobody sent.
    for (const auto& [key, amount] : in_transit_) {
      if (amount == 0) continue;
      v1::ShipmentConservation hop;
      hop.set_shipment(NameOf(kShipmentName, context_.county(),
                              key.substr(0, key.rfind('/'))));
      hop.set_item(
          rpc::MakeName(kItemName, {context_.county(), rpc::LastSegment(key)}));
      hop.set_in_transit(amount);
      if (status = Add(std::move(hop)); !status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Compare(const std::string& key, const v1::Shipment& shipment) {
    for (const v1::Shipment::Line& line : shipment.lines()) {
      const std::string item(rpc::LastSegment(line.item()));
      if (!IsAsked(item)) continue;
      v1::ShipmentConservation hop;
      hop.set_shipment(shipment.name());
      hop.set_to_store(shipment.to_store());
      hop.set_item(line.item());
      hop.set_shipped(line.shipped());
      hop.set_accepted(line.accepted());
      hop.set_not_arrived(line.not_arrived());
      hop.set_settled(line.rejected() - line.returning());
      const auto there = in_transit_.extract(Join(key, item));
      hop.set_in_transit(there.empty() ? 0 : there.mapped());
      const absl::Status status = Add(std::move(hop));
      if (!status.ok()) return status;
    }
    return absl::OkStatus();
  }

  absl::Status Add(v1::ShipmentConservation hop) {
    hop.set_residue(hop.shipped() - hop.accepted() - hop.not_arrived() -
                    hop.settled() - hop.in_transit());
    answer_.set_shipment_lines(answer_.shipment_lines() + 1);
    if (hop.residue() != 0) {
      answer_.set_shipment_lines_with_residue(
          answer_.shipment_lines_with_residue() + 1);
    }
    if (hop.residue() == 0 && hop.in_transit() == 0) return absl::OkStatus();
    if (answer_.shipments_size() == limits::kMaxConservationShipments) {
      return TooManyOnTheirWay();
    }
    *answer_.add_shipments() = std::move(hop);
    return absl::OkStatus();
  }

  const v1::GetConservationRequest& request_;
  ReadContext& context_;
  StockReader& reader_;
  std::map<std::string, v1::ItemConservation, std::less<>> items_;
  // By `{facility}/{store}/{shipment}/{item}`, by the accounts.
  std::map<std::string, Amount> in_transit_;
  v1::Conservation answer_;
};

}  // namespace

absl::StatusOr<v1::Conservation> GetConservation(
    const v1::GetConservationRequest& request, ReadContext& context) {
  if (!request.item().empty()) {
    const auto item = context.snapshot().Get<v1::Item>(
        kItems, std::string(rpc::LastSegment(request.item())));
    if (!item.ok()) return item.status();
    if (!item->has_value()) return rpc::NotFound(kItems, request.item());
  }
  absl::StatusOr<StockReader> reader = StockReader::Open(context);
  if (!reader.ok()) return reader.status();
  return ConservationReader(request, context, *reader).Read();
}

}  // namespace epiledger::supplies
