// The method table of what waits for a second person.
#ifndef EPILEDGER_SERVICES_FUNDING_PROPOSAL_METHODS_H_
#define EPILEDGER_SERVICES_FUNDING_PROPOSAL_METHODS_H_

#include "services/host/method_set.h"

namespace epiledger::funding {

[[nodiscard]] rpc::MethodTable ProposalMethods(const host::Backend& backend);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PROPOSAL_METHODS_H_
