// Reads of liabilities without funding, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_LIABILITY_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_LIABILITY_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/liability_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// The storage layer's codes.
[[nodiscard]] absl::StatusOr<v1::ListLiabilitiesResponse> ListLiabilities(
    const v1::ListLiabilitiesRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_LIABILITY_QUERIES_H_
