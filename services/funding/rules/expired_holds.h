// ExpiredHolds: what expired proposals hold of the allocations that one entry
// moves money of, let go with that entry. For entries that are not watched by
// four eyes themselves.
#ifndef EPILEDGER_SERVICES_FUNDING_RULES_EXPIRED_HOLDS_H_
#define EPILEDGER_SERVICES_FUNDING_RULES_EXPIRED_HOLDS_H_

#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "services/book/command.h"
#include "services/funding/rules/proposal_holds.h"
#include "services/ledger/state.h"

namespace epiledger::funding {

class ExpiredHolds {
 public:
  // Of allocations, by key, as of `now`; the state must outlive it.
  ExpiredHolds(const std::set<std::string>& allocations, absl::Time now,
               ledger::State& state);

  // `effects`, and what is let go.
  [[nodiscard]] journal::v1::Effects With(
      const journal::v1::Effects& effects) const;

  // Adds it to an entry, with the ends of the proposals, behind what it has.
  void Write(book::Accepted& accepted) const;

 private:
  std::vector<ProposalHolds> holds_;
};

}  // namespace epiledger::funding

#endif  // EPILEDGER_SERVICES_FUNDING_RULES_EXPIRED_HOLDS_H_
