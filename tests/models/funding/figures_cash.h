// Figures of appropriations, of cash on own accounts and of the year's end,
// beside those of figures.h.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_CASH_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_CASH_H_

#include "tests/models/funding/figures.h"
#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

void TellCash(const Notes& notes, Point point, Extent extent, Figures& figures);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_CASH_H_
