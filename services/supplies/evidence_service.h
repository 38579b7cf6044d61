// SupplyEvidenceService: the method table of essential lists, and of how
// facilities stand against them.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable EvidenceMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_SERVICE_H_
