#include "services/supplies/equipment_queries.h"

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "services/host/listing.h"
#include "services/host/resource_reads.h"
#include "services/rpc/error.h"
#include "services/supplies/equipment_states.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

// A unit as it was at the point asked about; nothing when it was not yet in
// service.
std::optional<v1::EquipmentUnit> UnitAt(const std::string& body,
                                        const ReadContext& context) {
  std::optional<v1::EquipmentUnit> unit(std::in_place);
  unit->ParseFromString(body);
  if (!ShowAt(context.position().value(), *unit)) unit.reset();
  return unit;
}

bool IsAskedFor(const v1::ListEquipmentUnitsRequest& request,
                const v1::EquipmentUnit& unit) {
  const bool is_state = request.state() == v1::EQUIPMENT_STATE_UNSPECIFIED ||
                        request.state() == unit.state();
  return is_state && (request.item().empty() || request.item() == unit.item());
}

void Count(v1::EquipmentState state, v1::EquipmentCount& count) {
  if (!IsInService(state)) {
    count.set_scrapped(count.scrapped() + 1);
    return;
  }
  count.set_in_service(count.in_service() + 1);
  if (state == v1::EQUIPMENT_STATE_WORKING) {
    count.set_working(count.working() + 1);
  } else if (state == v1::EQUIPMENT_STATE_BROKEN) {
    count.set_broken(count.broken() + 1);
  } else {
    count.set_unknown(count.unknown() + 1);
  }
}

}  // namespace

absl::StatusOr<v1::EquipmentUnit> GetEquipmentUnit(
    const v1::GetEquipmentUnitRequest& request, ReadContext& context) {
  auto unit = host::GetOne<v1::EquipmentUnit>(
      context, kEquipmentUnits, PathOf(request.name()), request.name());
  if (unit.ok() && !ShowAt(context.position().value(), *unit)) {
    return rpc::NotFound(kEquipmentUnits, request.name());
  }
  return unit;
}

absl::StatusOr<v1::ListEquipmentUnitsResponse> ListEquipmentUnits(
    const v1::ListEquipmentUnitsRequest& request, ReadContext& context) {
  v1::ListEquipmentUnitsResponse response;
  absl::StatusOr<std::string> next = host::ListFiltered(
      context, kEquipmentUnits, PathOf(request.parent()),
      [&](const ledger::ResourceRow& row) -> std::optional<size_t> {
        std::optional<v1::EquipmentUnit> unit = UnitAt(row.body, context);
        if (!unit.has_value() || !IsAskedFor(request, *unit)) {
          return std::nullopt;
        }
        *response.add_equipment_units() = *std::move(unit);
        return row.body.size();
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<EquipmentCounts> CountEquipment(std::string_view prefix,
                                               ReadContext& context) {
  ledger::ResourceRange range;
  if (!prefix.empty()) range = ledger::ResourceRange::Under(prefix);
  EquipmentCounts counts;
  const absl::Status status = context.snapshot().List(
      kEquipmentUnits, range, [&](const ledger::ResourceRow& row) {
        const auto unit = UnitAt(row.body, context);
        if (!unit.has_value()) return absl::OkStatus();
        v1::EquipmentCount& count =
            counts[{row.name.substr(0, row.name.find('/')), unit->item()}];
        count.set_item(unit->item());
        Count(unit->state(), count);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return counts;
}

absl::StatusOr<v1::GetFacilityEquipmentResponse> GetFacilityEquipment(
    const v1::GetFacilityEquipmentRequest& request, ReadContext& context) {
  auto counts = CountEquipment(PathOf(request.name()), context);
  if (!counts.ok()) return counts.status();
  v1::GetFacilityEquipmentResponse response;
  for (auto& [place, count] : *counts) {
    *response.add_counts() = std::move(count);
  }
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::supplies
