#include "services/funding/arrival_queries.h"

#include <string>
#include <utility>

#include "services/funding/arrival_names.h"
#include "services/funding/followed.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"
#include "services/host/resource_reads.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using host::ReadContext;
using v1::Arrival;

void SetAge(absl::Time time, Arrival& arrival) {
  arrival.set_age_hours(
      absl::ToInt64Hours(time - ToTime(arrival.record_time())));
}

bool IsSeen(const Arrival& arrival, const ReadContext& context) {
  return ToPosition(arrival.arrival_date()) <= context.position();
}

bool Fits(const v1::ListArrivalsRequest& request, const Arrival& arrival) {
  const auto is = [](const std::string& asked, const std::string& found) {
    return asked.empty() || asked == found;
  };
  return is(request.commitment(), arrival.commitment()) &&
         is(request.facility(), arrival.facility()) &&
         (request.state() == Arrival::STATE_UNSPECIFIED ||
          request.state() == arrival.state());
}

}  // namespace

absl::StatusOr<Arrival> GetArrival(const v1::GetArrivalRequest& request,
                                   ReadContext& context) {
  auto arrival = host::GetOne<Arrival>(
      context, kArrivals, rpc::LastSegment(request.name()), request.name());
  if (!arrival.ok()) return arrival;
  if (!IsSeen(*arrival, context)) {
    return rpc::NotFound(kArrivals, request.name());
  }
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  SetAge(*time, *arrival);
  return arrival;
}

absl::StatusOr<v1::ListArrivalsResponse> ListArrivals(
    const v1::ListArrivalsRequest& request, ReadContext& context) {
  const absl::StatusOr<absl::Time> time = context.TimeShown();
  if (!time.ok()) return time.status();
  const TotalledList<Arrival> list = {
      kArrivals,
      request.order(),
      [&](Arrival& arrival) {
        SetAge(*time, arrival);
        return IsSeen(arrival, context) && Fits(request, arrival);
      },
      [](const Arrival& arrival) {
        return ToPosition(arrival.arrival_date()).value();
      },
      [](const Arrival& arrival) { return ToFen(arrival.amount()); },
      [](const Arrival& arrival, Sums& sums) {
        sums[0] += ToFen(arrival.amount());
      }};
  v1::ListArrivalsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_arrivals());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_amount() = ToMoney(totals->sums[0]);
  }
  SetTotals(context, *totals, response);
  if (absl::Status set = SetFollowed(context, response); !set.ok()) return set;
  return response;
}

}  // namespace epiledger::funding
