// What an allocation's figures and days say of it: its state, and what shows it
// in an answer. Pure.
#ifndef EPILEDGER_SERVICES_FUNDING_ALLOCATION_STATES_H_
#define EPILEDGER_SERVICES_FUNDING_ALLOCATION_STATES_H_

#include "epiledger/funding/v1/funding.pb.h"
#include "services/funding/funding_figures.h"
#include "services/ledger/account.h"

namespace epiledger::funding {

// On `day`; closings and reversals of later days must have been taken out.
[[nodiscard]] v1::Allocation::State StateOf(const v1::Allocation& allocation,
                                            const PurposeFigures& sum,
                                            ledger::Position day);

// Sets its balance and its state on `day`.
void ShowFigures(const FiguresByPurpose& purposes, ledger::Position day,
                 v1::Allocation& allocation);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_ALLOCATION_STATES_H_
