// Reads of what waits for a second person in the register, as known at a
// recorded time.
#ifndef EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_QUERIES_H_
#define EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_QUERIES_H_

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/subject_proposal_service.pb.h"
#include "services/host/read_context.h"

namespace epiledger::readiness {

// NOT_FOUND; the storage layer's codes, as the one below.
[[nodiscard]] absl::StatusOr<v1::SubjectProposal> GetSubjectProposal(
    const v1::GetSubjectProposalRequest& request, host::ReadContext& context);
[[nodiscard]] absl::StatusOr<v1::ListSubjectProposalsResponse>
ListSubjectProposals(const v1::ListSubjectProposalsRequest& request,
                     host::ReadContext& context);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_SUBJECT_PROPOSAL_QUERIES_H_
