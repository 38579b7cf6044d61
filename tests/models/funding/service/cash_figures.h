// What reads show of appropriations, cash and carry-overs, as the model names
// it; for service_figures.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CASH_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CASH_FIGURES_H_

#include <string>

#include "epiledger/funding/v1/appropriation_adjustment_service.pb.h"
#include "epiledger/funding/v1/carry_over_service.pb.h"
#include "epiledger/funding/v1/disbursement_service.pb.h"
#include "epiledger/funding/v1/funding_service.pb.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/service/clerk.h"

namespace epiledger::ladder {

// Where the resource says that the entry which made it was reversed.
template <typename Resource>
void AddReversed(const std::string& name, const Resource& resource,
                 Figures& figures) {
  if (!resource.reversed_by().empty()) figures[name + " reversed"] = 1;
}

void AddAccounts(const funding::v1::ListAllocationsResponse& list,
                 Figures& figures);
void AddAppropriations(const funding::v1::ListAppropriationsResponse& list,
                       Figures& figures);
void AddAdjustments(
    const funding::v1::ListAppropriationAdjustmentsResponse& list,
    Figures& figures);
void AddDisbursements(const funding::v1::ListDisbursementsResponse& list,
                      const Clerk& clerk, Figures& figures);

void AddCarryOvers(const funding::v1::ListCarryOversResponse& list,
                   const Clerk& clerk, Figures& figures);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CASH_FIGURES_H_
