// Ranking: a county's facilities by what fails there first, and by what nobody
// knows. A pure function of what the services said.
#ifndef EPILEDGER_SERVICES_GATEWAY_RANKING_H_
#define EPILEDGER_SERVICES_GATEWAY_RANKING_H_

#include "absl/time/time.h"
#include "epiledger/command/v1/headquarters_service.pb.h"
#include "services/gateway/part.h"

namespace epiledger::gateway {

// All facilities that readiness or supplies speaks of, ranked; every field but
// the page's. What was never reported, counted or reached is a problem of its
// own kind and comes between what has failed and what will: it is never taken
// for fine. `now` tells how current the parts are.
[[nodiscard]] command::v1::RankFacilitiesResponse RankFacilities(
    const Parts& parts, absl::Time now);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_RANKING_H_
