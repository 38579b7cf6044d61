// The texts of supplies' reasons.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_ERRORS_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_ERRORS_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::supplies {

[[nodiscard]] absl::Span<const rpc::MessageText> SuppliesMessages();

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLIES_ERRORS_H_
