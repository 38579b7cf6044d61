// Figures: what reads must show at a point of both axes, each by its name.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_H_

#include <cstdint>
#include <map>
#include <string>

#include "tests/models/funding/notes.h"

namespace epiledger::ladder {

// `allocation d1/2 masks held`: 300, and so on. Of each thing that is there at
// the point all figures are listed, also those that are 0.
using Figures = std::map<std::string, int64_t>;

// How much of them is asked for.
enum class Extent {
  // Funds (`in allocations` is what these say of themselves) and allocations,
  // as a whole and by purpose, with their totals.
  kMoney,
  // Also orders line by line, arrivals, payments and liabilities.
  kAll,
};
[[nodiscard]] Figures FiguresAt(const Notes& notes, Point point, Extent extent);

// The first figure in which the two differ, in words; empty where none does.
[[nodiscard]] std::string FirstDifference(const Figures& expected,
                                          const Figures& found);

// In words, what of the figures cannot be, whatever was recorded; empty where
// there is no such thing. All that was appropriated is available or in
// allocations, all that an allocation got is in one of its stages, nothing is
// below 0, no line has money prepaid and goods unpaid at once, and no account
// more cash than is unpaid.
[[nodiscard]] std::string FirstImbalance(const Figures& figures);

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_FIGURES_H_
