// Withheld: lots that a store does not give out (decision 29).
#ifndef EPILEDGER_TESTS_MODELS_SUPPLIES_WITHHELD_H_
#define EPILEDGER_TESTS_MODELS_SUPPLIES_WITHHELD_H_

#include <string>

#include "tests/models/supplies/notes.h"

namespace epiledger::goods {

// Numbered as in the documents.
enum class Withheld { kNot = 0, kExpired = 1, kQuarantined = 2 };

// Its last day is over at that hour.
[[nodiscard]] bool IsExpired(const Lot& lot, int hour);
// It is in quarantine there and then, as far as was known.
[[nodiscard]] bool IsQuarantined(const Notes& notes, const std::string& store,
                                 const std::string& lot, Point point);
// Why it is not given out; what is both is called expired.
[[nodiscard]] Withheld WhyWithheld(const Notes& notes, const std::string& store,
                                   const std::string& lot, Point point);

}  // namespace epiledger::goods

#endif  // EPILEDGER_TESTS_MODELS_SUPPLIES_WITHHELD_H_
