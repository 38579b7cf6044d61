#include "services/readiness/waiting_proposals.h"

#include <utility>

#include "services/limits.h"
#include "services/readiness/api_time.h"
#include "services/readiness/decisions.h"
#include "services/readiness/readiness_names.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::readiness {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::State;
using v1::SubjectProposal;

namespace {

// Where it is noted that a proposal of this kind about this person waits.
std::string WaitingKey(const SubjectProposal& proposal) {
  const std::string id(rpc::LastSegment(proposal.subject()));
  return proposal.kind() == SubjectProposal::KIND_TOKEN ? Concat(id, "/token")
                                                        : id;
}

void NoteWaiting(const SubjectProposal& proposal, std::string_view waiting,
                 Accepted& accepted) {
  v1::WaitingProposal note;
  note.set_proposal(std::string(waiting));
  Record(kWaitingProposals, WaitingKey(proposal), note, accepted);
}

// The proposal that takes the place of this one; it may have expired.
std::optional<SubjectProposal> FindWaiting(const SubjectProposal& like,
                                           State& state) {
  const auto note =
      state.Get<v1::WaitingProposal>(kWaitingProposals, WaitingKey(like));
  if (!note.has_value() || note->proposal().empty()) return std::nullopt;
  return state.Get<SubjectProposal>(kSubjectProposals, note->proposal());
}

void RecordProposal(const SubjectProposal& proposal, Accepted& accepted) {
  Record(kSubjectProposals, rpc::LastSegment(proposal.name()), proposal,
         accepted);
}

void RecordEnded(SubjectProposal proposal, SubjectProposal::State end,
                 const DecisionContext& context, Accepted& accepted) {
  proposal.set_state(end);
  proposal.set_decider(context.subject);
  *proposal.mutable_decide_time() = ToTimestamp(context.record_time);
  RecordProposal(proposal, accepted);
  if (proposal.kind() == SubjectProposal::KIND_ENLISTMENT &&
      end != SubjectProposal::STATE_APPROVED) {
    accepted.erased_persons.emplace_back(rpc::LastSegment(proposal.subject()));
  }
}

// Ends what has expired in the place of `like`, without saying that the place
// is free.
std::optional<Refusal> MakeRoom(const SubjectProposal& like,
                                const DecisionContext& context, State& state,
                                Accepted& accepted) {
  auto waiting = FindWaiting(like, state);
  if (!waiting.has_value()) return std::nullopt;
  if (!book::HasExpired(SeenOf(*waiting), context)) {
    return Refuse("CHANGE_WAITS", {{"subject", like.subject()},
                                   {"proposal", waiting->name()},
                                   {"proposer", waiting->proposer()}});
  }
  RecordEnded(*std::move(waiting), SubjectProposal::STATE_EXPIRED, context,
              accepted);
  return std::nullopt;
}

}  // namespace

book::ProposalSeen SeenOf(const SubjectProposal& proposal) {
  return {proposal.name(),
          proposal.state() == SubjectProposal::STATE_OPEN,
          SubjectProposal::State_Name(proposal.state()),
          proposal.proposer(),
          proposal.decider(),
          proposal.digest(),
          ToTime(proposal.expire_time())};
}

Decision Propose(SubjectProposal proposal, const DecisionContext& context,
                 State& state) {
  Accepted room;
  if (auto refusal = MakeRoom(proposal, context, state, room)) {
    return *std::move(refusal);
  }
  const std::string id = context.NewId();
  proposal.set_name(
      rpc::MakeName(kSubjectProposalName, {context.book.county, id}));
  proposal.set_state(SubjectProposal::STATE_OPEN);
  proposal.set_proposer(context.subject);
  *proposal.mutable_propose_time() = ToTimestamp(context.record_time);
  *proposal.mutable_expire_time() =
      ToTimestamp(context.record_time + limits::kSubjectProposalLife);
  proposal.set_digest(book::DigestOf(proposal));
  Accepted accepted;
  RecordProposal(proposal, accepted);
  NoteWaiting(proposal, id, accepted);
  accepted.effects.MergeFrom(room.effects);
  accepted.erased_persons = std::move(room.erased_persons);
  return accepted;
}

std::optional<Refusal> EndExpired(const SubjectProposal& like,
                                  const DecisionContext& context, State& state,
                                  Accepted& accepted) {
  const int before = accepted.effects.resources_size();
  if (auto refusal = MakeRoom(like, context, state, accepted)) return refusal;
  if (accepted.effects.resources_size() > before) {
    NoteWaiting(like, "", accepted);
  }
  return std::nullopt;
}

void RecordEnd(const SubjectProposal& proposal, SubjectProposal::State end,
               const DecisionContext& context, Accepted& accepted) {
  RecordEnded(proposal, end, context, accepted);
  NoteWaiting(proposal, "", accepted);
}

}  // namespace epiledger::readiness
