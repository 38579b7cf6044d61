#include "tests/models/funding/figures_proposals.h"

#include <string>

#include "tests/models/funding/four_eyes.h"

namespace epiledger::ladder {
namespace {

using ProposalState = NotedProposal::State;

// When the last entry that is seen was recorded; now where it is the last of
// all.
int64_t MinuteAt(const Notes& notes, Point point) {
  if (point.sequence >= notes.head) return notes.waiting.minute;
  const auto after = notes.waiting.recorded.upper_bound(point.sequence);
  return after == notes.waiting.recorded.begin() ? 0 : std::prev(after)->second;
}

int64_t HeldBy(const Notes& notes, const NotedProposal& proposal) {
  int64_t held = 0;
  for (const Posting& posting : notes.journal.PostingsOf(proposal.sequence)) {
    if (posting.pot.kind == Kind::kWaits) held += posting.fen;
  }
  return held;
}

void TellProposal(const Notes& notes, const std::string& label,
                  const NotedProposal& proposal, Point point,
                  Figures& figures) {
  const bool is_over =
      !Waiting::IsUndecided(proposal) && proposal.ended <= point.sequence;
  ProposalState state = is_over ? proposal.state : ProposalState::kOpen;
  if (!is_over && MinuteAt(notes, point) >= proposal.expires) {
    state = ProposalState::kExpired;
  }
  const std::string name = "proposal " + label;
  figures[name + " state"] = static_cast<int64_t>(state);
  figures[name + " is noted as over"] = is_over ? 1 : 0;
  figures[name + " amount"] = proposal.fen;
  figures[name + " limit"] = proposal.limit;
  figures[name + " lately"] = proposal.lately;
  figures[name + " holds"] = HeldBy(notes, proposal);
  figures["all proposals amount"] += proposal.fen;
}

void TellLimits(const Notes& notes, Point point, Figures& figures) {
  Limits limits;
  for (const NotedLimits& noted : notes.waiting.limits) {
    if (noted.sequence <= point.sequence) limits = noted.limits;
  }
  for (const auto& [kind, name] : {std::pair{Watched::kPayment, "payment"},
                                   std::pair{Watched::kOrder, "order"},
                                   std::pair{Watched::kTransfer, "transfer"},
                                   std::pair{Watched::kRecall, "recall"}}) {
    const auto limit = LimitOf(limits, kind);
    if (limit.has_value()) figures[std::string("limit of ") + name] = *limit;
  }
  figures["limits, window"] = limits.window_hours;
  figures["limits, expiry"] = limits.expiry_hours;
  figures["limits, near"] = limits.near_percent;
}

}  // namespace

void TellProposals(const Notes& notes, Point point, Figures& figures) {
  figures["how many proposals"] = 0;
  figures["all proposals amount"] = 0;
  for (const auto& [label, proposal] : notes.waiting.proposals) {
    if (proposal.sequence > point.sequence) continue;
    ++figures["how many proposals"];
    TellProposal(notes, label, proposal, point, figures);
  }
  TellLimits(notes, point, figures);
  int number = 0;
  for (const NotedNear& near : notes.waiting.near) {
    if (near.sequence > point.sequence) continue;
    const std::string name = "near a limit " + std::to_string(++number);
    figures[name + " amount"] = near.fen;
    figures[name + " sum"] = near.sum;
  }
}

}  // namespace epiledger::ladder
