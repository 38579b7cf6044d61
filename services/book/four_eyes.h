// Four eyes, what is the same in every service: a proposal waits under its
// digest for a second person, who decides it before it expires. What a proposal
// holds and what an approval does are its service's own.
//
// Pure functions. Sources: docs/decisions/0020-four-eyes.md and
// 0024-four-eyes-for-roles.md.
#ifndef EPILEDGER_SERVICES_BOOK_FOUR_EYES_H_
#define EPILEDGER_SERVICES_BOOK_FOUR_EYES_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "google/protobuf/message_lite.h"
#include "services/book/command.h"
#include "services/journal/types.h"

namespace epiledger::book {

// A proposal as those who decide it see it.
struct ProposalSeen {
  // The resource's full name.
  std::string name;
  bool is_open = false;
  // As its enum is called, such as `STATE_APPROVED`.
  std::string state;
  std::string proposer;
  // Empty while nobody decided it.
  std::string decider;
  std::string digest;
  // From when on it can no longer be approved.
  absl::Time expires;
};

// SHA-256 of a proposal's bytes, 64 hex digits; asked before the digest is set.
[[nodiscard]] std::string DigestOf(const google::protobuf::MessageLite& made);

[[nodiscard]] bool HasExpired(const ProposalSeen& proposal,
                              const DecisionContext& context);

// What stands in the way; nothing where nothing does.
//   PROPOSAL_DECIDED, of each of the three below
[[nodiscard]] std::optional<journal::Refusal> CheckOpen(
    const ProposalSeen& proposal);
//   PROPOSAL_EXPIRED, PROPOSAL_DIFFERS, APPROVED_BY_ONESELF
[[nodiscard]] std::optional<journal::Refusal> CheckApproval(
    const ProposalSeen& proposal, std::string_view digest,
    const DecisionContext& context);
//   PROPOSED_BY_ONESELF
[[nodiscard]] std::optional<journal::Refusal> CheckRejection(
    const ProposalSeen& proposal, const DecisionContext& context);
//   PROPOSED_BY_ANOTHER
[[nodiscard]] std::optional<journal::Refusal> CheckWithdrawal(
    const ProposalSeen& proposal, const DecisionContext& context);

}  // namespace epiledger::book

#endif  // EPILEDGER_SERVICES_BOOK_FOUR_EYES_H_
