// What became of money, by document and purpose: where it stands, and where the
// goods are that were ordered for it.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_MONEY_TABLES_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_MONEY_TABLES_H_

#include "epiledger/command/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// Of a county whose money was seen. A document whose allocations found no room
// in the summary has a row that says so.
[[nodiscard]] command::v1::BulletinLine MoneyByPurposeTable(
    const CountyFacts& facts, const Words& words);

// Of facts that have traces. What could not be asked is unknown; what was paid
// without an order is on a row of its own, for no goods can be told of it.
[[nodiscard]] command::v1::BulletinLine GoodsOfMoneyTable(
    const CountyFacts& facts, const Words& words);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_MONEY_TABLES_H_
