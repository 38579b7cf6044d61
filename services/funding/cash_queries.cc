#include "services/funding/cash_queries.h"

#include <string>
#include <utility>

#include "services/funding/cash_names.h"
#include "services/funding/dated_reads.h"

namespace epiledger::funding {

absl::StatusOr<v1::ListDisbursementsResponse> ListDisbursements(
    const v1::ListDisbursementsRequest& request, host::ReadContext& context) {
  v1::ListDisbursementsResponse response;
  const std::string& of = request.allocation();
  absl::StatusOr<std::string> next = ListDated<v1::Disbursement>(
      context, kDisbursements, *response.mutable_disbursements(),
      [&of](const v1::Disbursement& disbursement) {
        return of.empty() || disbursement.allocation() == of;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

absl::StatusOr<v1::ListCarryOversResponse> ListCarryOvers(
    const v1::ListCarryOversRequest& request, host::ReadContext& context) {
  v1::ListCarryOversResponse response;
  const std::string& of = request.allocation();
  absl::StatusOr<std::string> next = ListDated<v1::CarryOver>(
      context, kCarryOvers, *response.mutable_carry_overs(),
      [&of](const v1::CarryOver& carry) {
        return of.empty() || carry.allocation() == of ||
               carry.target_allocation() == of;
      });
  if (!next.ok()) return next.status();
  response.set_next_page_token(*std::move(next));
  *response.mutable_read_at() = context.ReadAt();
  return response;
}

}  // namespace epiledger::funding
