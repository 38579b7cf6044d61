#include "services/funding/rules/four_eyes.h"

#include <utility>
#include <vector>

#include "absl/numeric/int128.h"
#include "services/book/four_eyes.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/approval_limits.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/named_holds.h"
#include "services/funding/rules/proposal_holds.h"
#include "services/funding/rules/proposed_write.h"
#include "services/funding/timestamps.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using ledger::Amount;
using ledger::State;

v1::Proposal NewProposal(v1::Proposal::Kind kind,
                         const v1::ApprovalLimits& limits,
                         const DecisionContext& context) {
  v1::Proposal proposal;
  proposal.set_name(
      rpc::MakeName(kProposalName, {context.book.county, context.NewId()}));
  proposal.set_state(v1::Proposal::STATE_OPEN);
  proposal.set_kind(kind);
  proposal.set_proposer(context.subject);
  *proposal.mutable_propose_time() = ToTimestamp(context.record_time);
  *proposal.mutable_expire_time() =
      ToTimestamp(context.record_time + absl::Hours(limits.expiry_hours()));
  return proposal;
}

void Seal(v1::Proposal& proposal) {
  proposal.set_digest(book::DigestOf(proposal));
}

void AddWatchNeeds(const std::string& allocation, ledger::Needs& needs) {
  needs.resources.push_back(
      {std::string(kApprovalLimits), std::string(kApprovalLimitsKey)});
  needs.resources.push_back(
      {std::string(kOpenHolds), AllocationKey(allocation)});
}

namespace {

// One kind of write to one payee, and how much of it one person may do.
struct Limited {
  const v1::ApprovalLimits& limits;
  const Spending& spending;
  Amount limit = 0;
  // Before this one.
  Amount lately = 0;
};

// The proposal in place of what `accepted` would have done.
Decision Propose(const WatchedWrite& write, const Limited& limited,
                 const Accepted& accepted, const DecisionContext& context,
                 ProposalHolds& holds) {
  if (holds.IsFull()) {
    return Refuse("TOO_MANY_PROPOSALS",
                  {{"allocation", write.allocation},
                   {"proposals", Concat(holds.open().entries_size())}});
  }
  v1::Proposal proposal =
      NewProposal(limited.spending.kind, limited.limits, context);
  proposal.set_allocation(write.allocation);
  proposal.set_payee(limited.spending.payee);
  *proposal.mutable_amount() = ToMoney(limited.spending.amount);
  *proposal.mutable_limit() = ToMoney(limited.limit);
  *proposal.mutable_lately() = ToMoney(limited.lately);
  SetWrite(accepted.effects.resources(0), proposal);
  holds.Begin(accepted.effects, proposal);
  Seal(proposal);
  Accepted proposed;
  AddResource(kProposals, rpc::LastSegment(proposal.name()), proposal,
              proposed);
  holds.Write(proposed);
  return proposed;
}

// What was done near a limit is listed, for whoever watches for splitting.
void NoteNear(const WatchedWrite& write, const Limited& limited,
              const DecisionContext& context, Accepted& accepted) {
  const Amount sum = limited.lately + limited.spending.amount;
  if (absl::int128(sum) * 100 <
      absl::int128(limited.limit) * limited.limits.near_percent()) {
    return;
  }
  v1::NearLimit near;
  near.set_cause(
      NameOfDone(context.book.county, accepted.effects.resources(0)));
  near.set_kind(limited.spending.kind);
  near.set_allocation(write.allocation);
  near.set_payee(limited.spending.payee);
  *near.mutable_amount() = ToMoney(limited.spending.amount);
  *near.mutable_sum() = ToMoney(sum);
  *near.mutable_limit() = ToMoney(limited.limit);
  *near.mutable_record_time() = ToTimestamp(context.record_time);
  near.set_subject(context.subject);
  AddResource(kNearLimits, context.NewId(), near, accepted);
}

// What a write that its own rules accepted comes to.
Decision Judge(const WatchedWrite& write, Accepted accepted,
               const DecisionContext& context, State& state,
               ProposalHolds& holds) {
  const v1::ApprovalLimits limits =
      ApprovalLimitsOf(context.book.county, state);
  const std::optional<Spending> spending = write.spending(accepted);
  const std::optional<Amount> limit =
      spending.has_value() ? LimitOf(limits, spending->kind) : std::nullopt;
  if (limit.has_value()) {
    SpentLately spent(LatelySpentKey(AllocationKey(write.allocation),
                                     spending->kind, spending->payee_key),
                      absl::Hours(limits.window_hours()), context.record_time,
                      state);
    const Limited limited{limits, *spending, *limit, spent.sum()};
    if (spending->amount > *limit - spent.sum()) {
      return Propose(write, limited, accepted, context, holds);
    }
    spent.Add(spending->amount, accepted);
    NoteNear(write, limited, context, accepted);
  }
  holds.Write(accepted);
  return accepted;
}

}  // namespace

Decision DecideWatched(const WatchedWrite& write,
                       const DecisionContext& context, State& state) {
  ProposalHolds holds(AllocationKey(write.allocation), state);
  holds.EndExpired(context.record_time);
  ProposalHolds reached(AllocationKey(write.reached), state);
  reached.EndExpired(context.record_time);
  Decision decision = [&] {
    std::vector<journal::v1::Movement> released(holds.released().begin(),
                                                holds.released().end());
    released.insert(released.end(), reached.released().begin(),
                    reached.released().end());
    const ledger::Supposition supposed(state, released);
    return write.decide();
  }();
  if (auto* refusal = std::get_if<journal::Refusal>(&decision)) {
    NameHolds(AllocationKey(write.allocation), holds.open(), context, state,
              *refusal);
  }
  auto* const accepted = std::get_if<Accepted>(&decision);
  if (accepted == nullptr) return decision;
  Decision judged = Judge(write, std::move(*accepted), context, state, holds);
  if (auto* const done = std::get_if<Accepted>(&judged)) reached.Write(*done);
  return judged;
}

}  // namespace epiledger::funding
