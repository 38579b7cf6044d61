#include "services/gateway/facility.h"

#include <utility>

#include "epiledger/funding/v1/funding_service.pb.h"
#include "epiledger/readiness/v1/summary.pb.h"
#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/gateway/standing.h"
#include "services/rpc/error.h"

namespace epiledger::gateway {
namespace {

using command::v1::FacilityMoney;
using command::v1::FacilityReadiness;
using command::v1::FacilitySupplies;

void PickMoney(const std::string& name, const Parts& parts,
               FacilityMoney& money) {
  const auto* const summary =
      SummaryOf<funding::v1::CountySummary>(SourceId::kFunding, parts);
  if (summary == nullptr) return;
  money.set_is_partial(summary->documents_size() < summary->document_count());
  for (const auto& document : summary->documents()) {
    if (document.allocations_size() < document.allocation_count()) {
      money.set_is_partial(true);
    }
    for (const funding::v1::Allocation& allocation : document.allocations()) {
      if (allocation.recipient() == name) {
        *money.add_allocations() = allocation;
      }
    }
  }
}

void PickSupplies(const std::string& name, const Parts& parts,
                  FacilitySupplies& supplies) {
  const auto* const summary =
      SummaryOf<supplies::v1::CountySummary>(SourceId::kSupplies, parts);
  if (summary == nullptr) return;
  *supplies.mutable_judge_time() = summary->judge_time();
  for (const auto& stock : StocksOf(parts)) {
    if (stock->facility() == name) *supplies.add_stocks() = *stock;
  }
}

void PickReadiness(const std::string& name, const Parts& parts,
                   FacilityReadiness& readiness) {
  const auto* const summary =
      SummaryOf<readiness::v1::CountySummary>(SourceId::kReadiness, parts);
  if (summary == nullptr) return;
  *readiness.mutable_judge_time() = summary->judge_time();
  *readiness.mutable_date() = summary->date();
  for (const readiness::v1::FacilitySummary& line : summary->facilities()) {
    if (line.facility() == name) *readiness.mutable_summary() = line;
  }
  for (const readiness::v1::OverdueReport& report : summary->overdue()) {
    if (report.facility() == name) *readiness.mutable_overdue() = report;
  }
}

absl::Status NotFound(const std::string& name) {
  rpc::Error error;
  error.code = absl::StatusCode::kNotFound;
  error.reason = "FACILITY_NOT_FOUND";
  error.metadata["facility"] = name;
  return rpc::ToStatus(error);
}

}  // namespace

absl::StatusOr<command::v1::FacilityPicture> MakeFacilityPicture(
    const std::string& name, const Parts& parts, const Sight& sight,
    absl::Time now) {
  command::v1::FacilityPicture picture;
  picture.set_name(name);
  const auto status = [&](SourceId source) {
    return StatusOf(source, parts[Index(source)], now);
  };
  *picture.mutable_money()->mutable_status() = status(SourceId::kFunding);
  *picture.mutable_supplies()->mutable_status() = status(SourceId::kSupplies);
  *picture.mutable_readiness()->mutable_status() = status(SourceId::kReadiness);
  if (sight.money) PickMoney(name, parts, *picture.mutable_money());
  if (sight.supplies_by_facility) {
    PickSupplies(name, parts, *picture.mutable_supplies());
  }
  PickReadiness(name, parts, *picture.mutable_readiness());
  const bool is_seen = parts[Index(SourceId::kReadiness)].summary != nullptr;
  if (is_seen && !picture.readiness().has_summary()) return NotFound(name);
  for (command::v1::DimensionStanding& standing :
       StandingsOf(name, parts, sight)) {
    *picture.add_standings() = std::move(standing);
  }
  if (!sight.readiness) picture.mutable_readiness()->clear_summary();
  if (!sight.names) ErasePersonal(picture);
  return picture;
}

}  // namespace epiledger::gateway
