#include "services/funding/adjustment_queries.h"

#include <string>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/totalled_list.h"
#include "services/rpc/names.h"

namespace epiledger::funding {

absl::StatusOr<Balances> ReadAdjustments(host::ReadContext& context,
                                         std::string_view fund) {
  return context.snapshot().BalancesUnder(
      fund.empty() ? SourceAccount("") : AdjustmentAccount(fund, ""),
      context.position());
}

void FillAdjusted(const Balances& adjustments,
                  v1::Appropriation& appropriation) {
  const auto found = adjustments.find(
      AdjustmentAccount(rpc::LastSegment(appropriation.fund()),
                        rpc::LastSegment(appropriation.name())));
  const ledger::Amount lowered = found == adjustments.end() ? 0 : found->second;
  *appropriation.mutable_adjusted_amount() =
      ToMoney(ToFen(appropriation.amount()) - lowered);
}

absl::StatusOr<v1::ListAppropriationAdjustmentsResponse>
ListAppropriationAdjustments(
    const v1::ListAppropriationAdjustmentsRequest& request,
    host::ReadContext& context) {
  using Adjustment = v1::AppropriationAdjustment;
  auto list = DatedList<Adjustment>(
      context, kAppropriationAdjustments, request.order(),
      [&request](const Adjustment& adjustment) {
        return (request.appropriation().empty() ||
                adjustment.appropriation() == request.appropriation()) &&
               (request.kind() == Adjustment::KIND_UNSPECIFIED ||
                adjustment.kind() == request.kind());
      });
  list.add = [](const Adjustment& adjustment, Sums& sums) {
    if (!Stands(adjustment)) return;
    sums[adjustment.kind() == Adjustment::KIND_LOWER ? 1 : 0] +=
        ToFen(adjustment.amount());
  };
  v1::ListAppropriationAdjustmentsResponse response;
  absl::StatusOr<ListTotals> totals = ListWithTotals(
      context, list, *response.mutable_appropriation_adjustments());
  if (!totals.ok()) return totals.status();
  if (totals->size.has_value()) {
    *response.mutable_total_raised() = ToMoney(totals->sums[0]);
    *response.mutable_total_lowered() = ToMoney(totals->sums[1]);
  }
  SetTotals(context, *totals, response);
  return response;
}

}  // namespace epiledger::funding
