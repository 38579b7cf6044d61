// What a supplies' summary left out because the gateway has it. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_
#define EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_

#include "epiledger/supplies/v1/supplies_service.pb.h"

namespace epiledger::gateway {

// Adds to a summary of what differs from `kept` the stocks that are the same
// there, each in its place, so that it is what the service says in one piece. A
// summary that says all stays as it is. False: it is of what differs from
// another one.
[[nodiscard]] bool CompleteStocks(const supplies::v1::CountySummary& kept,
                                  supplies::v1::CountySummary& summary);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_
