// The four-in-place and plans of facilities: what each says of itself beside
// what the services have recorded. Nothing is judged anew. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_STANDING_H_
#define EPILEDGER_SERVICES_GATEWAY_STANDING_H_

#include <string>
#include <vector>

#include "epiledger/command/v1/standing.pb.h"
#include "services/gateway/part.h"
#include "services/gateway/sight.h"

namespace epiledger::gateway {

// Of the facility called `name`, or of all when it is empty, by facility and
// dimension: five lines where readiness judges the facility, and those on which
// supplies has rules for it where it does not. Empty where `sight` does not
// reach so far, or readiness was never seen.
[[nodiscard]] std::vector<command::v1::DimensionStanding> StandingsOf(
    const std::string& name, const Parts& parts, const Sight& sight);

// Of all facilities, each line with the worst of its reasons alone, as the
// serialised field of an Overview.
[[nodiscard]] std::string StandingsContent(const Parts& parts,
                                           const Sight& sight);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_STANDING_H_
