// The texts of the reasons that writes, reads and books have in common.
#ifndef EPILEDGER_SERVICES_HOST_HOST_MESSAGES_H_
#define EPILEDGER_SERVICES_HOST_HOST_MESSAGES_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::host {

[[nodiscard]] absl::Span<const rpc::MessageText> HostMessages();

}  // namespace epiledger::host

#endif  // EPILEDGER_SERVICES_HOST_HOST_MESSAGES_H_
