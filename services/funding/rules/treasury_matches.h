// Treasury matches: which line of the treasury is which payment, or which cash
// paid out, kept by both, as one entry confirms or withdraws it.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_TREASURY_MATCHES_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_TREASURY_MATCHES_H_

#include <optional>
#include <string>
#include <string_view>

#include "epiledger/funding/v1/reconciliation.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

// `{statement}/{line}` of a line's name, which must be one.
[[nodiscard]] std::string TreasuryLineKey(const std::string& line);

// The name of what a line is by a match: a payment, or cash paid out.
[[nodiscard]] const std::string& OursIn(const v1::TreasuryMatch& match);

// The match of a line, by its key; nothing where it has none, or it was
// withdrawn.
[[nodiscard]] std::optional<v1::TreasuryMatch> StandingMatch(
    std::string_view line, ledger::State& state);

// Records a match, confirmed or withdrawn, on both sides.
void AddMatch(const v1::TreasuryMatch& match, book::Accepted& accepted);

// Withdraws the match of a payment or cash, by its key, that `subject`
// reverses: the treasury's line is open again, for the right one. Nothing where
// there is none.
void WithdrawMatchOf(std::string_view ours, const std::string& subject,
                     ledger::State& state, book::Accepted& accepted);

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_TREASURY_MATCHES_H_
