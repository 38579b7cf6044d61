// The four-in-place and plans by what is recorded, as tables: nothing is judged
// here, and what is not known stands as that.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_STANDING_TABLES_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_STANDING_TABLES_H_

#include "epiledger/command/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// Each of a county whose readiness was seen.

// How many facilities stand how, by dimension.
[[nodiscard]] command::v1::BulletinLine StandingTotalsTable(
    const CountyFacts& facts, const Words& words);
// Each facility's dimension that is not ready, unknown or at risk, in this
// order, and why.
[[nodiscard]] command::v1::BulletinLine StandingsTable(const CountyFacts& facts,
                                                       const Words& words);
// What a facility says of itself and what is recorded, where they speak against
// each other.
[[nodiscard]] command::v1::BulletinLine ContradictionsTable(
    const CountyFacts& facts, const Words& words);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_STANDING_TABLES_H_
