// CountSheetService: the method table of sheets for counting.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_SERVICE_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_SERVICE_H_

#include "services/host/method_set.h"

namespace epiledger::supplies {

[[nodiscard]] rpc::MethodTable CountSheetMethods(const host::Backend& backend);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_SERVICE_H_
