// Reads of how long money waits, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_AGE_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_AGE_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/age_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListAgedMoneyResponse> ListAgedMoney(
    const v1::ListAgedMoneyRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_AGE_QUERIES_H_
