// Reads of purchases: commitments, what arrived of them, and refunds, at one
// point of both axes.
//
// All return NOT_FOUND for a resource that does not exist at that point, and
// the storage layer's codes.
#ifndef EPILEDGER_SERVICES_FUNDING_COMMITMENT_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_COMMITMENT_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

[[nodiscard]] absl::StatusOr<v1::Commitment> GetCommitment(
    const v1::GetCommitmentRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListCommitmentsResponse> ListCommitments(
    const v1::ListCommitmentsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListAccrualsResponse> ListAccruals(
    const v1::ListAccrualsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListRefundsResponse> ListRefunds(
    const v1::ListRefundsRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_COMMITMENT_QUERIES_H_
