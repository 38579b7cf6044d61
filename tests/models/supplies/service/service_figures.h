// ServiceFigures: what the service's reads show, as the model calls it.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_SERVICE_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_SERVICE_FIGURES_H_

#include "services/supplies/supplies_fixture.h"
#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/notes.h"
#include "tests/models/supplies/service/clerk.h"

namespace epiledger::goods {

// Of the stores in the notes. A read that fails is a figure with its error.
[[nodiscard]] Figures ReadFigures(supplies::SuppliesFixture& supplies,
                                  const Clerk& clerk, const Notes& notes,
                                  Point point, Extent extent);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_SERVICE_SERVICE_FIGURES_H_
