// Reads of CountSheetService: what a person takes along to count a store.
#ifndef EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/count_sheet_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// The sheet of a store at the point asked about. INVALID_ARGUMENT,
// NOT_FOUND and RESOURCE_EXHAUSTED as the method says, and the storage
// layer's codes.
[[nodiscard]] absl::StatusOr<v1::CountSheet> GetCountSheet(
    const v1::GetCountSheetRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_COUNT_SHEET_QUERIES_H_
