#include "services/book/four_eyes.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "services/journal/sha256.h"

namespace epiledger::book {

using journal::Refusal;

namespace {

Refusal Against(std::string reason, std::map<std::string, std::string> words) {
  return {absl::StatusCode::kFailedPrecondition, std::move(reason),
          std::move(words)};
}

}  // namespace

std::string DigestOf(const google::protobuf::MessageLite& made) {
  const journal::Hash hash = journal::Sha256(made.SerializeAsString());
  return absl::BytesToHexString(absl::string_view(hash.data(), hash.size()));
}

bool HasExpired(const ProposalSeen& proposal, const DecisionContext& context) {
  return context.record_time >= proposal.expires;
}

std::optional<Refusal> CheckOpen(const ProposalSeen& proposal) {
  if (proposal.is_open) return std::nullopt;
  return Against("PROPOSAL_DECIDED",
                 {{"proposal", proposal.name},
                  {"state", absl::AsciiStrToLower(proposal.state)},
                  {"decider", proposal.decider}});
}

std::optional<Refusal> CheckApproval(const ProposalSeen& proposal,
                                     std::string_view digest,
                                     const DecisionContext& context) {
  if (auto refusal = CheckOpen(proposal)) return refusal;
  if (HasExpired(proposal, context)) {
    return Against(
        "PROPOSAL_EXPIRED",
        {{"proposal", proposal.name},
         {"expired", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", proposal.expires,
                                      absl::UTCTimeZone())}});
  }
  if (digest != proposal.digest) {
    return Against("PROPOSAL_DIFFERS", {{"proposal", proposal.name},
                                        {"digest", proposal.digest},
                                        {"found", std::string(digest)}});
  }
  if (context.subject == proposal.proposer) {
    return Against("APPROVED_BY_ONESELF", {{"approver", context.subject}});
  }
  return std::nullopt;
}

std::optional<Refusal> CheckRejection(const ProposalSeen& proposal,
                                      const DecisionContext& context) {
  if (auto refusal = CheckOpen(proposal)) return refusal;
  if (context.subject != proposal.proposer) return std::nullopt;
  return Against("PROPOSED_BY_ONESELF", {{"proposal", proposal.name}});
}

std::optional<Refusal> CheckWithdrawal(const ProposalSeen& proposal,
                                       const DecisionContext& context) {
  if (auto refusal = CheckOpen(proposal)) return refusal;
  if (context.subject == proposal.proposer) return std::nullopt;
  return Against("PROPOSED_BY_ANOTHER", {{"proposal", proposal.name},
                                         {"proposer", proposal.proposer}});
}

}  // namespace epiledger::book
