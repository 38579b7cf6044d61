// Reads of corrections: reversals and periods. NOT_FOUND for a reversal that
// there was not at that point, and the storage layer's codes.
#ifndef EPILEDGER_SERVICES_FUNDING_REVERSAL_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_REVERSAL_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/period_service.pb.h"
#include "epiledger/funding/v1/reversal_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

[[nodiscard]] absl::StatusOr<v1::Reversal> GetReversal(
    const v1::GetReversalRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListReversalsResponse> ListReversals(
    const v1::ListReversalsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListPeriodsResponse> ListPeriods(
    const v1::ListPeriodsRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_REVERSAL_QUERIES_H_
