// Cells: the rules that each operation is held against, and in which row of the
// table it is counted.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_

#include <string>

#include "tests/models/supplies/figures.h"
#include "tests/models/supplies/requests.h"
#include "tests/models/verdict_table.h"

namespace epiledger::goods {

using models::RulesOfRows;
using models::VerdictTable;

// The row of the table that a request is counted in, such as `bring back`.
[[nodiscard]] std::string RowOf(const Request& request);

// By row: the rules that the documents hold it against.
[[nodiscard]] const RulesOfRows& RulesOfOperations();
// Of what is kept though it does not fit: accepted is what was posted, refused
// what is contradicted.
inline constexpr char kContradiction[] = "contradicted";

// Counts what was kept though it does not fit, as an answer tells it.
void CountFits(const Request& request, const Figures& told,
               VerdictTable& table);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_CELLS_H_
