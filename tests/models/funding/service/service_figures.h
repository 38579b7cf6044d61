// What the service's reads show, as the model names it.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_SERVICE_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_SERVICE_FIGURES_H_

#include "services/funding/funding_fixture.h"
#include "tests/models/funding/figures.h"
#include "tests/models/funding/journal.h"
#include "tests/models/funding/service/clerk.h"

namespace epiledger::ladder {

// From the lists of funds and allocations, and of commitments, accruals,
// payments and liabilities. A read that fails is a figure of that name.
[[nodiscard]] Figures ReadFigures(funding::FundingFixture& funding,
                                  const Clerk& clerk, Point point,
                                  Extent extent);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_SERVICE_FIGURES_H_
