// The reasons of this folder, with their text: what can be wrong with any call
// of any service.
#ifndef EPILEDGER_SERVICES_RPC_RPC_MESSAGES_H_
#define EPILEDGER_SERVICES_RPC_RPC_MESSAGES_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::rpc {

[[nodiscard]] absl::Span<const MessageText> RpcMessages();

}  // namespace epiledger::rpc

#endif  // EPILEDGER_SERVICES_RPC_RPC_MESSAGES_H_
