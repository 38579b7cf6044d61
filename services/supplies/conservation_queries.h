// The read of conservation. Functions return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/conservation_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// NOT_FOUND of an item; RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::Conservation> GetConservation(
    const v1::GetConservationRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_CONSERVATION_QUERIES_H_
