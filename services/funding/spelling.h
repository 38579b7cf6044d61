// One spelling of a number or name that people type from paper.
#ifndef EPILEDGER_SERVICES_FUNDING_SPELLING_H_
#define EPILEDGER_SERVICES_FUNDING_SPELLING_H_

#include <string>
#include <string_view>

namespace epiledger::funding {

// `text` with full-width letters, digits and signs as half-width ones, letters
// of the Latin alphabet large, characters that nobody sees left out, and white
// space left out at the ends and elsewhere one space: what two people type who
// read the same number. For comparing, not for showing. Parts of unique keys on
// disk are spelt so: it never changes.
[[nodiscard]] std::string FoldSpelling(std::string_view text);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_SPELLING_H_
