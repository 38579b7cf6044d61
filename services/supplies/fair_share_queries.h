// Reads of fair shares, and the one that suggests how to share out. Functions
// return the storage layer's codes.
#ifndef EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_QUERIES_H_
#define EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/supplies/v1/fair_share_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::supplies {

// INVALID_ARGUMENT LISTED_TWICE; NOT_FOUND of an item, a store or a pack;
// FAILED_PRECONDITION PACK_AMBIGUOUS.
[[nodiscard]] absl::StatusOr<v1::SuggestFairShareResponse> SuggestFairShare(
    const v1::SuggestFairShareRequest& request, host::ReadContext& context);
// With the figures of its newest revision's point in the book. NOT_FOUND.
[[nodiscard]] absl::StatusOr<v1::FairShare> GetFairShare(
    const v1::GetFairShareRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListFairSharesResponse> ListFairShares(
    const v1::ListFairSharesRequest& request, host::ReadContext& context);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_FAIR_SHARE_QUERIES_H_
