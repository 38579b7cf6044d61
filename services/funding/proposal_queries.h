// Reads of what waits for a second person, and of the limits it is judged by,
// as known at a recorded time.
#ifndef EPILEDGER_SERVICES_FUNDING_PROPOSAL_QUERIES_H_
#define EPILEDGER_SERVICES_FUNDING_PROPOSAL_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/funding/v1/proposal_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::funding {

// NOT_FOUND; the storage layer's codes, as all of these.
[[nodiscard]] absl::StatusOr<v1::Proposal> GetProposal(
    const v1::GetProposalRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListProposalsResponse> ListProposals(
    const v1::ListProposalsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ApprovalLimits> GetApprovalLimits(
    const v1::GetApprovalLimitsRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListNearLimitsResponse> ListNearLimits(
    const v1::ListNearLimitsRequest& request, host::ReadContext& context);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PROPOSAL_QUERIES_H_
