#include "services/funding/rules/proposal_holds.h"

#include <map>
#include <utility>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/limits.h"
#include "services/rpc/names.h"
#include "services/timestamps.h"

namespace epiledger::funding {
namespace {

using journal::v1::Movement;
using ledger::Amount;
using ledger::Position;

bool IsAvailable(std::string_view account) {
  return account.starts_with(AvailablePrefix(""));
}

// What a write takes from these is held: money, and what a ceiling leaves.
bool IsHeldFrom(std::string_view account) {
  return IsAvailable(account) ||
         account.starts_with(FigurePrefix(kCeiling, ""));
}

// Where what a proposal takes from an account is meanwhile.
std::string MeanwhileOf(const std::string& account, std::string_view proposal) {
  const AllocationAccount of = ParseAllocationAccount(account);
  return IsAvailable(account)
             ? ProposedAccount(of.allocation, of.purpose, proposal)
             : ContraAccount(of.allocation, of.purpose);
}

Movement MovementOfHold(const v1::Proposal::Hold& hold,
                        std::string_view proposal) {
  Movement movement;
  movement.set_source(hold.account());
  movement.set_target(MeanwhileOf(hold.account(), proposal));
  movement.set_unit(std::string(kUnit));
  movement.set_position(ToPosition(hold.date()).value());
  movement.set_amount(ToFen(hold.amount()));
  return movement;
}

// The other way. What it held on closed days it held for good; and whoever
// reverses the entry that let it go does not hold it again.
Movement MovementOfRelease(const v1::Proposal::Hold& hold,
                           std::string_view proposal, ledger::State& state) {
  Movement movement = MovementOfHold(hold, proposal);
  movement.mutable_source()->swap(*movement.mutable_target());
  movement.set_position(PostingDay(ToPosition(hold.date()), state).value());
  movement.set_aside(true);
  return movement;
}

// What of an allocation a proposal holds, without what its ceilings note.
Amount MoneyOf(const v1::Proposal& proposal) {
  Amount money = 0;
  for (const v1::Proposal::Hold& hold : proposal.holds()) {
    if (IsAvailable(hold.account())) money += ToFen(hold.amount());
  }
  return money;
}

}  // namespace

ProposalHolds::ProposalHolds(std::string allocation, ledger::State& state)
    : allocation_(std::move(allocation)), state_(state) {
  if (allocation_.empty()) return;
  open_ = state_.Get<v1::OpenHolds>(kOpenHolds, allocation_)
              .value_or(v1::OpenHolds());
}

bool ProposalHolds::IsFull() const {
  return open_.entries_size() >= limits::kMaxOpenProposals;
}

void ProposalHolds::Begin(const journal::v1::Effects& effects,
                          v1::Proposal& proposal) {
  std::map<std::pair<std::string, int64_t>, Amount> taken;
  for (const Movement& movement : effects.movements()) {
    if (!IsHeldFrom(movement.source())) continue;
    taken[{movement.source(), movement.position()}] += movement.amount();
  }
  const std::string_view id = rpc::LastSegment(proposal.name());
  for (const auto& [from, amount] : taken) {
    v1::Proposal::Hold& hold = *proposal.add_holds();
    hold.set_account(from.first);
    *hold.mutable_date() = ToDate(Position(from.second));
    *hold.mutable_amount() = ToMoney(amount);
    held_.push_back(MovementOfHold(hold, id));
  }
  v1::OpenHolds::Entry& entry = *open_.add_entries();
  entry.set_proposal(std::string(id));
  *entry.mutable_expire_time() = proposal.expire_time();
  *entry.mutable_amount() = ToMoney(MoneyOf(proposal));
  *entry.mutable_propose_time() = proposal.propose_time();
  is_changed_ = true;
}

void ProposalHolds::End(const v1::Proposal& proposal) {
  const std::string_view id = rpc::LastSegment(proposal.name());
  for (const v1::Proposal::Hold& hold : proposal.holds()) {
    released_.push_back(MovementOfRelease(hold, id, state_));
  }
  v1::OpenHolds left;
  for (const v1::OpenHolds::Entry& entry : open_.entries()) {
    if (entry.proposal() != id) *left.add_entries() = entry;
  }
  is_changed_ = is_changed_ || left.entries_size() != open_.entries_size();
  open_ = std::move(left);
}

void ProposalHolds::EndExpired(absl::Time now) {
  const v1::OpenHolds before = open_;
  for (const v1::OpenHolds::Entry& entry : before.entries()) {
    if (now < ToTime(entry.expire_time())) continue;
    auto proposal = state_.Get<v1::Proposal>(kProposals, entry.proposal());
    if (!proposal.has_value()) continue;
    proposal->set_state(v1::Proposal::STATE_EXPIRED);
    *proposal->mutable_decide_time() = ToTimestamp(now);
    End(*proposal);
    expired_.push_back(*std::move(proposal));
  }
}

void ProposalHolds::Write(book::Accepted& accepted) const {
  for (const auto* movements : {&released_, &held_}) {
    for (const Movement& movement : *movements) {
      *accepted.effects.add_movements() = movement;
    }
  }
  for (const v1::Proposal& proposal : expired_) {
    AddResource(kProposals, rpc::LastSegment(proposal.name()), proposal,
                accepted);
  }
  if (is_changed_) AddResource(kOpenHolds, allocation_, open_, accepted);
}

}  // namespace epiledger::funding
