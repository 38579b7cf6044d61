#include "services/funding/cash_queries.h"

#include <string>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"

namespace epiledger::funding {

using v1::CarryOver;
using v1::Disbursement;

absl::StatusOr<v1::ListDisbursementsResponse> ListDisbursements(
    const v1::ListDisbursementsRequest& request, host::ReadContext& context) {
  auto list = DatedList<Disbursement>(
      context, kDisbursements, request.order(),
      [&request](const Disbursement& disbursement) {
        return (request.allocation().empty() ||
                disbursement.allocation() == request.allocation()) &&
               (request.kind() == Disbursement::KIND_UNSPECIFIED ||
                disbursement.kind() == request.kind());
      });
  list.add = [](const Disbursement& disbursement, Sums& sums) {
    if (!Stands(disbursement)) return;
    sums[disbursement.kind() == Disbursement::KIND_PAID_BACK ? 1 : 0] +=
        ToFen(disbursement.amount());
  };
  v1::ListDisbursementsResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_disbursements());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_paid_out() = ToMoney(totals->sums[0]);
    *response.mutable_total_paid_back() = ToMoney(totals->sums[1]);
  }
  SetTotals(context, *totals, response);
  return response;
}

absl::StatusOr<v1::ListCarryOversResponse> ListCarryOvers(
    const v1::ListCarryOversRequest& request, host::ReadContext& context) {
  const std::string& of = request.allocation();
  const TotalledList<CarryOver> list = {
      kCarryOvers,
      request.order(),
      [&](CarryOver& carry) {
        return IsDatedByThen(carry, context) &&
               (of.empty() || carry.allocation() == of ||
                carry.target_allocation() == of);
      },
      [](const CarryOver& carry) { return ToPosition(DateOf(carry)).value(); },
      [](const CarryOver& carry) { return ToFen(carry.carried().total()); },
      [](const CarryOver& carry, Sums& sums) {
        if (Stands(carry)) sums[0] += ToFen(carry.carried().total());
      }};
  v1::ListCarryOversResponse response;
  absl::StatusOr<ListTotals> totals =
      ListWithTotals(context, list, *response.mutable_carry_overs());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_carried() = ToMoney(totals->sums[0]);
  }
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
