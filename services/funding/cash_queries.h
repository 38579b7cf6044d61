// Reads of cash on recipients' own accounts and of what went into the next
// year, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_CASH_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_CASH_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListDisbursementsResponse> ListDisbursements(
    const v1::ListDisbursementsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListCarryOversResponse> ListCarryOvers(
    const v1::ListCarryOversRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_CASH_QUERIES_H_
