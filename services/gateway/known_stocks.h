// What a supplies' summary left out because the gateway has it. Pure functions.
#ifndef EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_
#define EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_

#include <memory>
#include <string>

#include "epiledger/supplies/v1/supplies_service.pb.h"
#include "services/gateway/part.h"

namespace epiledger::gateway {

// Takes a summary's stocks out of it. Of a summary of what differs from `kept`
// they are those, and the ones that are the same there, each in its place, so
// that they are what the service says in one piece. Null: it is of what differs
// from another one.
[[nodiscard]] std::shared_ptr<const Stocks> TakeStocks(
    const Part& kept, supplies::v1::CountySummary& summary);

// Puts stocks that were taken out of a summary back behind its bytes.
void AppendStocks(const Stocks& stocks, std::string& summary);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_KNOWN_STOCKS_H_
