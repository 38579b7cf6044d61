#include "services/funding/rules/treasury_matches.h"

#include "services/funding/funding_names.h"
#include "services/funding/rules/entry.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

std::string TreasuryLineKey(const std::string& line) {
  const auto parts = rpc::MatchName(kTreasuryLineName, line);
  return Concat(parts->Get("treasury_statement"), "/", parts->Get("line"));
}

const std::string& OursIn(const v1::TreasuryMatch& match) {
  return match.payment().empty() ? match.disbursement() : match.payment();
}

std::optional<v1::TreasuryMatch> StandingMatch(std::string_view line,
                                               ledger::State& state) {
  auto match = state.Get<v1::TreasuryMatch>(kTreasuryMatches, line);
  if (!match.has_value() || match->withdrawn()) return std::nullopt;
  return match;
}

void AddMatch(const v1::TreasuryMatch& match, book::Accepted& accepted) {
  AddResource(kTreasuryMatches, TreasuryLineKey(match.line()), match, accepted);
  AddResource(kMatchedPayments, rpc::LastSegment(OursIn(match)),
              match.withdrawn() ? std::string() : match.line(), accepted);
}

void WithdrawMatchOf(std::string_view ours, const std::string& subject,
                     ledger::State& state, book::Accepted& accepted) {
  const auto line = state.resources().Find(kMatchedPayments, ours);
  if (!line.has_value() || line->empty()) return;
  auto match = StandingMatch(TreasuryLineKey(std::string(*line)), state);
  if (!match.has_value()) return;
  match->set_subject(subject);
  match->set_withdrawn(true);
  AddMatch(*match, accepted);
}

}  // namespace epiledger::funding
