// Opening: what a county's book holds before a history begins.
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_OPENING_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_OPENING_H_

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

// Friday noon: five days that a history may date into.
inline constexpr int kNow = 5 * 24 + 12;

// The county, then the items, then the stores, an entry each, in order of name.
[[nodiscard]] Notes OpenedBook();

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_OPENING_H_
