// What reads of proposals and limits must show; a part of figures.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_PROPOSALS_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_PROPOSALS_H_

#include "tests/models/funding/figures.h"
#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

// They have no day: what was known counts.
void TellProposals(const Notes& notes, Point point, Figures& figures);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_PROPOSALS_H_
