// Requests for goods that nobody answered yet: how many, how long they wait,
// and each.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_REQUEST_LINES_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_REQUEST_LINES_H_

#include "epiledger/command/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// Of a county whose supplies were seen. Where supplies does not say how many
// there are, that is said.
void AddRequests(const CountyFacts& facts, const Words& words,
                 command::v1::BulletinSection& section);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_REQUEST_LINES_H_
