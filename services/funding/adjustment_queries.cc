#include "services/funding/adjustment_queries.h"

#include <string>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
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
  v1::ListAppropriationAdjustmentsResponse response;
  const std::string& of = request.appropriation();
  absl::StatusOr<std::string> next = ListDated<v1::AppropriationAdjustment>(
      context, kAppropriationAdjustments,
      *response.mutable_appropriation_adjustments(),
      [&of](const v1::AppropriationAdjustment& adjustment) {
        return of.empty() || adjustment.appropriation() == of;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
