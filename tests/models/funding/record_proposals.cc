// Records what becomes of proposals.
#include <variant>

#include "tests/models/funding/four_eyes.h"
#include "tests/models/funding/record.h"

namespace epiledger::ladder {
namespace {

using ProposalState = NotedProposal::State;

// One that has expired ends so, whoever ends it.
void EndAs(ProposalState state, const std::string& label, int64_t sequence,
           Notes& notes) {
  const bool is_open = notes.waiting.IsOpen(notes.waiting.proposals.at(label));
  End(label, is_open ? state : ProposalState::kExpired, sequence, notes);
}

}  // namespace

// Approved; before that they wait.
void RecordOne(const SetLimits& done, int64_t sequence, Notes& notes) {
  notes.waiting.limits.push_back({sequence, done.limits});
}

void RecordOne(const Approve& done, int64_t sequence, Notes& notes) {
  End(done.proposal, ProposalState::kApproved, sequence, notes);
  // The notes of proposals move meanwhile.
  const Request write = notes.waiting.proposals.at(done.proposal).write;
  std::visit([&](const auto& one) { RecordOne(one, sequence, notes); }, write);
}

void RecordOne(const Reject& done, int64_t sequence, Notes& notes) {
  EndAs(ProposalState::kRejected, done.proposal, sequence, notes);
}

void RecordOne(const Withdraw& done, int64_t sequence, Notes& notes) {
  EndAs(ProposalState::kWithdrawn, done.proposal, sequence, notes);
}

}  // namespace epiledger::ladder
