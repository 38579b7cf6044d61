// Reads of lots in the stores and of their quarantines.
//
// A caller bound to a facility gets that one's. Functions return the storage
// layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LOT_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_LOT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/lot_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// As it is at the point asked about: a release that comes later is left out.
[[nodiscard]] absl::StatusOr<v1::ListLotQuarantinesResponse> ListLotQuarantines(
    const v1::ListLotQuarantinesRequest& request, host::ReadContext& context);

// INVALID_ARGUMENT NOT_FOR_THIS_KIND: days without CHOICE_EXPIRING.
// RESOURCE_EXHAUSTED TOO_MANY_LOTS.
[[nodiscard]] absl::StatusOr<v1::ListStoredLotsResponse> ListStoredLots(
    const v1::ListStoredLotsRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LOT_QUERIES_H_
