// ProposalHolds: the proposals that wait for money of one allocation, while one
// entry ends some of them or adds another. Most hold what they wait for; the
// payment of an order holds nothing, for its order does.
//
// Nothing runs in the background: what has expired is released by the next
// entry that looks at the allocation, as a part of that entry.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_HOLDS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_HOLDS_H_

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "epiledger/funding/v1/proposal.pb.h"
#include "services/book/command.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class ProposalHolds {
 public:
  // Of the allocation with this key; of none when it is empty.
  ProposalHolds(std::string allocation, ledger::State& state);

  // Those that wait, oldest first.
  [[nodiscard]] const v1::OpenHolds& open() const { return open_; }
  [[nodiscard]] bool IsFull() const;

  // Takes `proposal` in, and with it what `effects`, which would have been
  // done, takes out of what is available. Sets its `holds`.
  void Begin(const journal::v1::Effects& effects, v1::Proposal& proposal);
  // Lets go what a proposal holds.
  void End(const v1::Proposal& proposal);
  // The same of all that expired by `now`, which end with that.
  void EndExpired(absl::Time now);

  // What was let go, as movements.
  [[nodiscard]] absl::Span<const journal::v1::Movement> released() const {
    return released_;
  }

  // Adds all this to an entry, behind what it has.
  void Write(book::Accepted& accepted) const;

 private:
  const std::string allocation_;
  ledger::State& state_;
  v1::OpenHolds open_;
  bool is_changed_ = false;
  std::vector<v1::Proposal> expired_;
  std::vector<journal::v1::Movement> released_;
  std::vector<journal::v1::Movement> held_;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_PROPOSAL_HOLDS_H_
