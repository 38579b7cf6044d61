// One facility's picture, picked out of the parts of its county. A pure
// function.
#ifndef EPILEDGER_SERVICES_GATEWAY_FACILITY_H_
#define EPILEDGER_SERVICES_GATEWAY_FACILITY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "epiledger/command/v1/command.pb.h"
#include "services/gateway/part.h"
#include "services/gateway/sight.h"

namespace epiledger::gateway {

// What `sight` shows of the facility called `name`,
// `counties/{county}/facilities/{facility}`. NOT_FOUND `FACILITY_NOT_FOUND`
// when readiness was seen and does not know it.
[[nodiscard]] absl::StatusOr<command::v1::FacilityPicture> MakeFacilityPicture(
    const std::string& name, const Parts& parts, const Sight& sight,
    absl::Time now);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_FACILITY_H_
