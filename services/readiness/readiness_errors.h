// The texts of readiness's reasons.
#ifndef EPILEDGER_SERVICES_READINESS_READINESS_ERRORS_H_
#define EPILEDGER_SERVICES_READINESS_READINESS_ERRORS_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::readiness {

[[nodiscard]] absl::Span<const rpc::MessageText> ReadinessMessages();

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_READINESS_ERRORS_H_
