// BulletinContent out of a county's picture: what a bulletin says, in one
// language. A pure function, and the only one: drafts, issued bulletins and the
// HQ page all come from here.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_CONTENT_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_CONTENT_H_

#include <cstdint>

#include "epiledger/command/v1/bulletin.pb.h"
#include "epiledger/readiness/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// Raised whenever the same facts give another content.
inline constexpr int64_t kContentVersion = 2;

// With what headquarters says in `bulletin`: title, number, date, and the
// sections on organisation and next steps.
[[nodiscard]] command::v1::BulletinContent BulletinContentOf(
    const CountyFacts& facts, const readiness::v1::Bulletin& bulletin,
    const Words& words);

// The picture alone, for the HQ page.
[[nodiscard]] command::v1::BulletinContent OverviewContentOf(
    const CountyFacts& facts, const Words& words);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_CONTENT_H_
