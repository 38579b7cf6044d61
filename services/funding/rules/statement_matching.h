// Which lines of a treasury's statement seem to be which of our payments. A
// pure function of plain values; what it says is proposed, never recorded.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_STATEMENT_MATCHING_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_STATEMENT_MATCHING_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"

namespace epiledger::funding {

// One side of a match. Texts as PlainText has them.
struct Transfer {
  // Days since 1970-01-01.
  int64_t day = 0;
  int64_t fen = 0;
  std::string payee;
  // The treasury's reference, our voucher; empty where there is none.
  std::string reference;
  // Not to be matched: it is already.
  bool is_taken = false;
};

struct ProposedMatch {
  size_t line = 0;
  size_t payment = 0;
  // By reference, and maybe of another amount; else by amount and payee.
  bool is_by_reference = false;
};

// At most one match for each line and each payment. References go first: with
// the payment of the same amount where several have it, else with the first.
// Then amount and payee within `window` days: the nearest day, then the first.
[[nodiscard]] std::vector<ProposedMatch> ProposeMatches(
    absl::Span<const Transfer> lines, absl::Span<const Transfer> payments,
    int64_t window);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_STATEMENT_MATCHING_H_
