// Where the money of allocations came from: their documents, funds and what was
// appropriated into these, at one point of both axes.
#ifndef EPILEDGER_SERVICES_FUNDING_MONEY_ORIGINS_H_
#define EPILEDGER_SERVICES_FUNDING_MONEY_ORIGINS_H_

#include <set>
#include <string>

#include "absl/status/status.h"
#include "epiledger/funding/v1/trace_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// Sets allocations, documents, funds and appropriations of the response: of
// every allocation of the document asked about, of the one asked about, or, of
// an order, of `drawn_on`, keys. NOT_FOUND, and the storage layer's codes.
[[nodiscard]] absl::Status FillOrigins(host::ReadContext& context,
                                       const v1::TraceMoneyRequest& request,
                                       const std::set<std::string>& drawn_on,
                                       v1::TraceMoneyResponse& response);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_MONEY_ORIGINS_H_
