// PlainText: what two spellings of a name or number have in common.
#ifndef EPILEDGER_SERVICES_FUNDING_PLAIN_TEXT_H_
#define EPILEDGER_SERVICES_FUNDING_PLAIN_TEXT_H_

#include <string>
#include <string_view>

namespace epiledger::funding {

// FoldSpelling without its spaces: `ab（1）` and ` A B(1)` are alike. For lists
// that a person looks through and for sums that a person then judges, not for
// keys that make a write be refused.
[[nodiscard]] std::string PlainText(std::string_view text);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_PLAIN_TEXT_H_
