// Cells: the rules that each operation is held against, and in which row of the
// table it is counted.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_CELLS_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_CELLS_H_

#include <string>

#include "tests/models/funding/notes.h"
#include "tests/models/funding/requests.h"
#include "tests/models/verdict_table.h"

namespace epiledger::ladder {

using models::RulesOfRows;
using models::VerdictTable;

// The row of the table that a request is counted in, such as `refund debt`.
[[nodiscard]] std::string RowOf(const Request& request, const Notes& notes);

// By row: the rules that the documents hold it against.
[[nodiscard]] const RulesOfRows& RulesOfOperations();
// Of sheets: all or none, and each element alone.
[[nodiscard]] std::string RowOfSheet(const Sheet& sheet);
[[nodiscard]] const RulesOfRows& RulesOfSheets();
inline constexpr char kBatchRefused[] = "BATCH_REFUSED";
inline constexpr char kElement[] = "an element";
// Of a write that has a limit: accepted is what one person did, refused what
// waits.
inline constexpr char kSecondPerson[] = "a second person";

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_CELLS_H_
