// What reads show of proposals and limits, as the model names it; for
// service_figures.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_PROPOSAL_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_PROPOSAL_FIGURES_H_

#include "epiledger/funding/v1/proposal_service.pb.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/service/clerk.h"

namespace epiledger::ladder {

void AddProposals(const funding::v1::ListProposalsResponse& list,
                  const Clerk& clerk, Figures& figures);
void AddLimits(const funding::v1::ApprovalLimits& limits, Figures& figures);
void AddNearLimits(const funding::v1::ListNearLimitsResponse& list,
                   Figures& figures);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_PROPOSAL_FIGURES_H_
