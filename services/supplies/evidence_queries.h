// Reads of essential lists, and of how facilities stand against them.
//
// All return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_QUERIES_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/evidence_service.pb.h"
#include "epiledger/type/v1/evidence.pb.h"
#include "services/host/read_context.h"
#include "services/supplies/stock.h"
#include "services/supplies/stock_index.h"

namespace epiledger::supplies {

// Judges every facility that has a store or is on a list, by facility, on the
// day that `reader` judges at. `stocks` are those of the county.
[[nodiscard]] absl::StatusOr<std::vector<type::v1::Evidence>> JudgeCounty(
    const CountyStock& stocks, StockReader& reader, host::ReadContext& context);

// NOT_FOUND.
[[nodiscard]] absl::StatusOr<v1::EssentialList> GetEssentialList(
    const v1::GetEssentialListRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListEssentialListsResponse> ListEssentialLists(
    const v1::ListEssentialListsRequest& request, host::ReadContext& context);
// RESOURCE_EXHAUSTED TOO_MANY_LISTED.
[[nodiscard]] absl::StatusOr<v1::ListSupplyEvidenceResponse> ListSupplyEvidence(
    const v1::ListSupplyEvidenceRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_EVIDENCE_QUERIES_H_
