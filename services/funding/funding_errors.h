// The texts of funding's reasons.
#ifndef EPILEDGER_SERVICES_FUNDING_FUNDING_ERRORS_H_
#define EPILEDGER_SERVICES_FUNDING_FUNDING_ERRORS_H_

#include "absl/types/span.h"
#include "services/rpc/messages.h"

namespace epiledger::funding {

[[nodiscard]] absl::Span<const rpc::MessageText> FundingMessages();

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_FUNDING_ERRORS_H_
