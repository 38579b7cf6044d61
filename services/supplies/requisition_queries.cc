#include "services/supplies/requisition_queries.h"

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
#include "services/supplies/sight.h"
#include "services/supplies/supplies_names.h"
#include "services/supplies/times.h"

namespace epiledger::supplies {
namespace {

using host::ReadContext;

bool IsSeen(const v1::Requisition& requisition, const rpc::Caller& caller) {
  return SeesShipments(caller) ||
         rpc::FirstSegment(PathOf(requisition.name())) == caller.facility;
}

// Those that wait longest in front, then those that were over last.
auto OrderOf(const v1::Requisition& requisition) {
  static constexpr int kRanks[] = {3, 0, 1, 2, 2, 2};
  const int rank = kRanks[requisition.state()];
  const int64_t since = ToPosition(requisition.create_time());
  return std::tuple(rank, rank == 2 ? -since : since, requisition.name());
}

bool IsAskedFor(const v1::ListRequisitionsRequest& request,
                const v1::Requisition& requisition) {
  const bool is_of_facility =
      request.facility().empty() ||
      requisition.name().starts_with(request.facility() + "/");
  const bool is_state = request.state() == v1::Requisition::STATE_UNSPECIFIED ||
                        request.state() == requisition.state();
  return is_of_facility && is_state &&
         requisition.age_days() >= request.min_age_days();
}

void AddTotals(const std::vector<v1::Requisition>& requisitions,
               v1::ListRequisitionsResponse& response) {
  std::map<std::string, v1::RequisitionTotal> totals;
  for (const v1::Requisition& requisition : requisitions) {
    for (const v1::Requisition::Line& line : requisition.lines()) {
      v1::RequisitionTotal& total = totals[line.item()];
      total.set_item(line.item());
      total.set_asked(total.asked() + line.total());
      total.set_approved(total.approved() + line.approved());
      total.set_received(total.received() + line.received());
    }
  }
  for (auto& [item, total] : totals) *response.add_totals() = std::move(total);
  response.set_total_size(static_cast<int64_t>(requisitions.size()));
}

}  // namespace

absl::StatusOr<v1::Requisition> GetRequisition(
    const v1::GetRequisitionRequest& request, ReadContext& context) {
  auto requisition = host::GetOne<v1::Requisition>(
      context, kRequisitions, PathOf(request.name()), request.name());
  if (!requisition.ok()) return requisition;
  if (!IsSeen(*requisition, context.caller())) {
    return rpc::NotFound(kRequisitions, request.name());
  }
  const absl::StatusOr<AgeClock> clock = AgeClock::Open(context);
  if (!clock.ok()) return clock.status();
  requisition->set_age_days(clock->DaysSince(requisition->create_time()));
  return requisition;
}

absl::StatusOr<v1::ListRequisitionsResponse> ListRequisitions(
    const v1::ListRequisitionsRequest& request, ReadContext& context) {
  const absl::StatusOr<AgeClock> clock = AgeClock::Open(context);
  if (!clock.ok()) return clock.status();
  std::vector<v1::Requisition> found;
  absl::Status status = context.snapshot().List(
      kRequisitions, {}, [&](const ledger::ResourceRow& row) {
        v1::Requisition requisition;
        requisition.ParseFromString(row.body);
        requisition.set_age_days(clock->DaysSince(requisition.create_time()));
        if (IsSeen(requisition, context.caller()) &&
            IsAskedFor(request, requisition)) {
          found.push_back(std::move(requisition));
        }
        return CheckSortable(found.size());
      });
  if (!status.ok()) return status;
  std::sort(found.begin(), found.end(),
            [](const v1::Requisition& a, const v1::Requisition& b) {
              return OrderOf(a) < OrderOf(b);
            });
  v1::ListRequisitionsResponse response;
  *response.mutable_read_at() = context.ReadAt();
  *response.mutable_judge_time() = ToTimestamp(clock->judge());
  AddTotals(found, response);
  response.set_next_page_token(TakePage(
      std::move(found), {clock->judge(), PlaceOf(context.cursor()).first},
      context, *response.mutable_requisitions()));
  return response;
}

}  // namespace epiledger::supplies
