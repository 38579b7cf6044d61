#include "services/supplies/shipment_queries.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "services/host/resource_reads.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/supplies/judged_list.h"
#include "services/supplies/shipment_figures.h"
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;
using ListRequest = v1::ListShipmentsRequest;

// Who sends and who receives it.
bool IsSeen(const v1::Shipment& shipment, const rpc::Caller& caller) {
  if (SeesShipments(caller)) return true;
  return rpc::FirstSegment(PathOf(shipment.name())) == caller.facility ||
         rpc::FirstSegment(PathOf(shipment.to_store())) == caller.facility;
}

// As it is at the point asked about, with its age; false when it is not there.
bool Show(const ReadContext& context, const AgeClock& clock,
          v1::Shipment& shipment) {
  const bool is_past = context.position() != ledger::kEnd;
  if (is_past && !ShowAt(context.position().value(), shipment)) return false;
  shipment.set_age_days(clock.DaysSince(shipment.has_shipping()
                                            ? shipment.shipping().ship_time()
                                            : shipment.create_time()));
  return true;
}

// Those that are on their way longest in front, then those that wait longest to
// leave, then those that were over last.
auto OrderOf(const v1::Shipment& shipment) {
  const int rank = IsInTransit(shipment) ? 0 : IsWaiting(shipment) ? 1 : 2;
  const int64_t since = ToPosition(rank == 0 ? shipment.shipping().ship_time()
                                             : shipment.create_time());
  return std::tuple(rank, rank == 2 ? -since : since, shipment.name());
}

bool IsChosen(ListRequest::Choice choice, const v1::Shipment& shipment) {
  switch (choice) {
    case ListRequest::CHOICE_WAITING:
      return IsWaiting(shipment);
    case ListRequest::CHOICE_IN_TRANSIT:
      return IsInTransit(shipment);
    case ListRequest::CHOICE_OVER:
      return !IsWaiting(shipment) && !IsInTransit(shipment);
    default:
      return true;
  }
}

// `facility` may be empty.
bool IsOf(const std::string& facility, const std::string& name) {
  return facility.empty() || name.starts_with(facility + "/");
}

bool IsAskedFor(const ListRequest& request, const v1::Shipment& shipment) {
  return IsOf(request.from(), shipment.name()) &&
         IsOf(request.to(), shipment.to_store()) &&
         IsChosen(request.choice(), shipment) &&
         shipment.age_days() >= request.min_age_days();
}

void AddTotals(const std::vector<v1::Shipment>& shipments,
               v1::ListShipmentsResponse& response) {
  std::map<std::string, v1::ShipmentTotal> totals;
  for (const v1::Shipment& shipment : shipments) {
    for (const v1::Shipment::Line& line : shipment.lines()) {
      v1::ShipmentTotal& total = totals[line.item()];
      total.set_item(line.item());
      total.set_reserved(total.reserved() + line.reserved());
      total.set_in_transit(total.in_transit() + line.in_transit());
      total.set_accepted(total.accepted() + line.accepted());
      total.set_not_arrived(total.not_arrived() + line.not_arrived());
      total.set_rejected(total.rejected() + line.rejected());
    }
  }
  for (auto& [item, total] : totals) *response.add_totals() = std::move(total);
  response.set_total_size(static_cast<int64_t>(shipments.size()));
}

}  // namespace

absl::StatusOr<v1::Shipment> GetShipment(const v1::GetShipmentRequest& request,
                                         ReadContext& context) {
  auto shipment = host::GetOne<v1::Shipment>(
      context, kShipments, PathOf(request.name()), request.name());
  if (!shipment.ok()) return shipment;
  const absl::StatusOr<AgeClock> clock = AgeClock::Open(context);
  if (!clock.ok()) return clock.status();
  if (!IsSeen(*shipment, context.caller()) ||
      !Show(context, *clock, *shipment)) {
    return rpc::NotFound(kShipments, request.name());
  }
  return shipment;
}

absl::StatusOr<v1::ListShipmentsResponse> ListShipments(
    const ListRequest& request, ReadContext& context) {
  const absl::StatusOr<AgeClock> clock = AgeClock::Open(context);
  if (!clock.ok()) return clock.status();
  std::vector<v1::Shipment> found;
  absl::Status status = context.snapshot().List(
      kShipments, {}, [&](const ledger::ResourceRow& row) {
        v1::Shipment shipment;
        shipment.ParseFromString(row.body);
        if (IsSeen(shipment, context.caller()) &&
            Show(context, *clock, shipment) && IsAskedFor(request, shipment)) {
          found.push_back(std::move(shipment));
        }
        return CheckSortable(found.size());
      });
  if (!status.ok()) return status;
  std::sort(found.begin(), found.end(),
            [](const v1::Shipment& a, const v1::Shipment& b) {
              return OrderOf(a) < OrderOf(b);
            });
  v1::ListShipmentsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = ToTimestamp(clock->judge());
  AddTotals(found, response);
  response.set_next_page_token(TakePage(
      std::move(found), {clock->judge(), PlaceOf(context.cursor()).first},
      context, *response.mutable_shipments()));
  return response;
}

absl::StatusOr<v1::ShipmentReceipt> GetShipmentReceipt(
    const v1::GetShipmentReceiptRequest& request, ReadContext& context) {
  auto receipt = host::GetOne<v1::ShipmentReceipt>(
      context, kShipmentReceipts, PathOf(request.name()), request.name());
  if (receipt.ok() &&
      ToPosition(receipt->receipt_time()) > context.position().value()) {
    return rpc::NotFound(kShipmentReceipts, request.name());
  }
  return receipt;
}

}  // namespace epiledger::supplies
