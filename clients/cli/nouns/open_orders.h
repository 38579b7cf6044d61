// OpenOrders: whoever records goods of no order and no donor is told which
// orders of the facility such goods are still to come of.
#ifndef EPILEDGER_CLIENTS_CLI_NOUNS_OPEN_ORDERS_H_
#define EPILEDGER_CLIENTS_CLI_NOUNS_OPEN_ORDERS_H_

#include "clients/cli/session/session.h"
#include "epiledger/supplies/v1/supplies.pb.h"

namespace epiledger::cli {

// Says so below the answer, where goods came that nothing pays for; says
// nothing of any other movement. The receipt stands in any case: where orders
// cannot be asked for, that is all that is said.
void TellOpenOrders(Session& session, const supplies::v1::Movement& movement);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_NOUNS_OPEN_ORDERS_H_
