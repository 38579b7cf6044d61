// Reads of requisitions. Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_REQUISITION_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_REQUISITION_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/requisition_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// NOT_FOUND also of one that the caller may not see.
[[nodiscard]] absl::StatusOr<v1::Requisition> GetRequisition(
    const v1::GetRequisitionRequest& request, host::ReadContext& context);
// RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::ListRequisitionsResponse> ListRequisitions(
    const v1::ListRequisitionsRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_REQUISITION_QUERIES_H_
