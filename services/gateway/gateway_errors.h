// The reasons the gateway itself answers with.
#ifndef EPILEDGER_SERVICES_GATEWAY_GATEWAY_ERRORS_H_
#define EPILEDGER_SERVICES_GATEWAY_GATEWAY_ERRORS_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::gateway {

[[nodiscard]] absl::Span<const rpc::MessageText> GatewayMessages();

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_GATEWAY_ERRORS_H_
