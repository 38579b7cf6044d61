#include "services/funding/rules/carry_over_rules.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "epiledger/funding/v1/proposal.pb.h"
#include "services/funding/cash_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/carry_checks.h"
#include "services/funding/rules/carrying.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/leftover.h"
#include "services/funding/rules/own_account.h"
#include "services/funding/rules/paid_back.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

absl::Status ValidateCarryOver(const v1::CreateCarryOverRequest& request) {
  const v1::CarryOver& carry = request.carry_over();
  if (carry.target_allocation() != carry.allocation()) return absl::OkStatus();
  return rpc::InvalidField("carry_over.target_allocation", "SAME_ALLOCATION",
                           {{"found", carry.target_allocation()}});
}

ledger::Needs NeedsOfCarryOver(const v1::CreateCarryOverRequest& request) {
  const v1::CarryOver& carry = request.carry_over();
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kAllocations), AllocationKey(carry.allocation())});
  needs.resources.push_back(
      {std::string(kOpenHolds), AllocationKey(carry.allocation())});
  if (!carry.target_allocation().empty()) {
    needs.resources.push_back(
        {std::string(kAllocations), AllocationKey(carry.target_allocation())});
  }
  return needs;
}

namespace {

// Moves what is left, once it is decided that it goes.
class Carrier {
 public:
  // Without a target, back to the fund. All must outlive it.
  Carrier(const v1::Allocation& source,
          const std::optional<v1::Allocation>& target, Position day,
          State& state, Accepted& accepted)
      : source_(source),
        target_(target),
        day_(day),
        from_(AllocationKey(source.name())),
        to_(target.has_value() ? AllocationKey(target->name()) : ""),
        state_(state),
        accepted_(accepted) {}

  // All of it; the money keeps the days since which it waits.
  void Carry(const Leftover& left) {
    for (const auto& [purpose, amount] : left.available) {
      CarryAvailable(purpose, amount);
    }
    for (const LeftLine& line : left.lines) CarryLine(line);
    NoteSums(Youngest(AllocatedLots(source_, ArrivalMoves(from_, state_)),
                      left.Total()));
    if (left.cash == 0) return;
    OwnAccount(from_, day_, state_).Change(-left.cash, accepted_);
    OwnAccount(to_, day_, state_).Change(left.cash, accepted_);
    if (left.cash > 0) NoteCashGone(from_, day_, day_, left.cash, accepted_);
  }

  // The orders that went along.
  [[nodiscard]] const std::set<std::string>& commitments() const {
    return commitments_;
  }

 private:
  void CarryAvailable(const std::string& purpose, Amount amount) {
    AddMovement(AvailableAccount(from_, purpose),
                target_.has_value()
                    ? AvailableAccount(to_, purpose)
                    : FundAccount(rpc::LastSegment(source_.fund())),
                day_, amount, accepted_);
    sums_[purpose] += amount;
  }

  // Only into another allocation: the fund takes no orders.
  void CarryLine(const LeftLine& line) {
    for (const Stage stage : kStages) {
      AddMovement(StagePrefix(stage, from_) + line.path,
                  StagePrefix(stage, to_) + line.path, day_,
                  line.stages[static_cast<size_t>(stage)], accepted_);
    }
    AddMovement(FigurePrefix(kUndivided, from_) + line.path,
                FigurePrefix(kUndivided, to_) + line.path, day_, line.undivided,
                accepted_);
    CarryCeiling(source_, *target_, line.purpose, day_, line.Sum(), accepted_);
    const Amount prepaid = line.stages[static_cast<size_t>(Stage::kPrepaid)];
    AddMovement(ContraAccount(from_, line.purpose),
                FigurePrefix(kPaidCarriedOut, from_) + line.path, day_, prepaid,
                accepted_);
    AddMovement(ContraAccount(to_, line.purpose),
                FigurePrefix(kPaidCarriedIn, to_) + line.path, day_, prepaid,
                accepted_);
    sums_[line.purpose] += line.Sum();
    commitments_.insert(line.commitment);
  }

  void NoteSums(Lots lots) {
    for (const auto& [purpose, sum] : sums_) {
      NoteCarriedOut(from_, purpose, day_, sum, accepted_);
      if (!target_.has_value()) continue;
      for (Amount rest = sum; rest > 0 && !lots.empty();) {
        const auto lot = std::prev(lots.end());
        const Amount part = std::min(rest, lot->second);
        NoteCarriedIn(to_, purpose, lot->first, day_, part, accepted_);
        rest -= part;
        lot->second -= part;
        if (lot->second == 0) lots.erase(lot);
      }
    }
  }

  const v1::Allocation& source_;
  const std::optional<v1::Allocation>& target_;
  const Position day_;
  const std::string from_;
  const std::string to_;
  State& state_;
  Accepted& accepted_;
  // By purpose, what went.
  std::map<std::string, Amount> sums_;
  std::set<std::string> commitments_;
};

v1::CarryOver::Carried FiguresOf(const Leftover& left) {
  v1::CarryOver::Carried carried;
  *carried.mutable_total() = ToMoney(left.Total());
  *carried.mutable_available() = ToMoney(left.Available());
  *carried.mutable_held() = ToMoney(left.At(Stage::kHeld));
  *carried.mutable_prepaid() = ToMoney(left.At(Stage::kPrepaid));
  *carried.mutable_accrued() = ToMoney(left.At(Stage::kAccrued));
  *carried.mutable_disbursed() = ToMoney(std::max<Amount>(left.cash, 0));
  *carried.mutable_advanced() = ToMoney(std::max<Amount>(-left.cash, 0));
  return carried;
}

// A proposal other than `approved`, an id, still waits for money of the
// allocation, though it may hold none: nobody could approve the payment of an
// order that has gone on. What has expired ends with the carry-over.
std::optional<Refusal> CheckNoneWaits(const v1::CarryOver& carry,
                                      std::string_view approved,
                                      const DecisionContext& context,
                                      State& state) {
  const auto waiting =
      state.Get<v1::OpenHolds>(kOpenHolds, AllocationKey(carry.allocation()))
          .value_or(v1::OpenHolds());
  for (const v1::OpenHolds::Entry& entry : waiting.entries()) {
    if (context.record_time >= ToTime(entry.expire_time())) continue;
    if (entry.proposal() == approved) continue;
    const auto proposal = state.Get<v1::Proposal>(kProposals, entry.proposal());
    if (!proposal.has_value()) continue;
    return Refuse("OPEN_AT_YEAR_END",
                  {{"allocation", carry.allocation()},
                   {"stage", "waiting"},
                   {"amount", Concat(ToFen(proposal->amount()))},
                   {"account", proposal->name()},
                   {"proposal", proposal->name()},
                   {"date", ToText(ToPosition(carry.carry_date()))}});
  }
  return std::nullopt;
}

// From its day on an order draws on the allocation that goes on.
void Redirect(const std::set<std::string>& commitments,
              const v1::CarryOver& carry, State& state, Accepted& accepted) {
  for (const std::string& key : commitments) {
    auto commitment =
        state.Get<v1::Commitment>(kCommitments, key).value_or(v1::Commitment());
    auto& from = *commitment.add_carried_from();
    from.set_allocation(commitment.allocation());
    *from.mutable_carry_date() = carry.carry_date();
    commitment.set_allocation(carry.target_allocation());
    AddResource(kCommitments, key, commitment, accepted);
  }
}

// Decides what a request or an approved proposal, then with its id, asks for.
Decision DecideCarryOver(v1::CarryOver carry, std::string_view approved,
                         const DecisionContext& context, State& state) {
  if (const absl::Status ahead = CheckNotAhead(
          carry.carry_date(), "carry_over.carry_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  auto ends = FindCarryEnds(carry, context.subject, state);
  if (auto* refusal = std::get_if<Refusal>(&ends)) return std::move(*refusal);
  const auto& [source, target] = std::get<CarryEnds>(ends);
  const Position day = ToPosition(carry.carry_date());
  const auto found = FindLeftover(carry.allocation(), day, state);
  if (const auto* refusal = std::get_if<Refusal>(&found)) return *refusal;
  const auto& left = std::get<Leftover>(found);
  if (auto refusal = CheckLeftover(carry, left, target, state)) {
    return *std::move(refusal);
  }
  if (auto refusal = CheckNoneWaits(carry, approved, context, state)) {
    return *std::move(refusal);
  }
  Accepted moved;
  Carrier carrier(source, target, day, state, moved);
  carrier.Carry(left);
  const std::string id = context.NewId();
  carry.set_name(rpc::MakeName(kCarryOverName, {context.book.county, id}));
  *carry.mutable_carried() = FiguresOf(left);
  for (const std::string& key : carrier.commitments()) {
    carry.add_commitments(
        rpc::MakeName(kCommitmentName, {context.book.county, key}));
  }
  AddResource(kCarryOvers, id, carry, moved);
  Redirect(carrier.commitments(), carry, state, moved);
  return moved;
}

}  // namespace

Decision DecideCreateCarryOver(const v1::CreateCarryOverRequest& request,
                               const DecisionContext& context, State& state) {
  return DecideCarryOver(request.carry_over(), "", context, state);
}

Amount CarriedIn(const Accepted& accepted) {
  v1::CarryOver carry;
  carry.ParseFromString(accepted.effects.resources(0).body());
  return ToFen(carry.carried().total());
}

Decision DecideProposedCarryOver(const v1::Proposal& proposal,
                                 const DecisionContext& context, State& state) {
  Decision decision = DecideCarryOver(
      proposal.carry_over(), rpc::LastSegment(proposal.name()), context, state);
  const auto* const accepted = std::get_if<Accepted>(&decision);
  if (accepted == nullptr) return decision;
  const v1::CarryOver& carry = proposal.carry_over();
  const Amount seen = ToFen(carry.carried().total());
  const Amount left = CarriedIn(*accepted);
  if (left == seen) return decision;
  return Refuse("LEFTOVER_CHANGED",
                {{"allocation", proposal.allocation()},
                 {"proposed", Concat(seen)},
                 {"left", Concat(left)},
                 {"date", ToText(ToPosition(carry.carry_date()))}});
}

}  // namespace epiledger::funding
