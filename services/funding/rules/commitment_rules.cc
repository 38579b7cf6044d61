#include "services/funding/rules/commitment_rules.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/open_line.h"
#include "services/funding/rules/periods.h"
#include "services/funding/rules/purse.h"
#include "services/funding/rules/standing.h"
#include "services/rpc/error.h"
#include "services/rpc/names.h"
#include "services/text.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

std::vector<std::string> NumberKeysOf(const v1::Commitment& commitment) {
  return CommitmentNumberKeys(commitment.supplier(), commitment.number());
}

// What an order must fit, apart from the money.
std::optional<Refusal> CheckOrder(const v1::Commitment& commitment,
                                  const v1::Allocation& allocation,
                                  Position position, State& state) {
  const Purse purse(allocation, position, state);
  for (const auto& line : commitment.lines()) {
    if (!purse.Allows(line.purpose())) {
      return PurposeNotAllowed(allocation, line.purpose());
    }
  }
  if (auto refusal = CheckPeriodOpen(position, state)) return refusal;
  if (auto refusal = CheckSpendable(allocation, position)) return refusal;
  const auto first =
      HolderOfAny(kCommitmentNumbers, NumberKeysOf(commitment), state);
  if (!first.has_value()) return std::nullopt;
  return Refuse("COMMITMENT_NUMBER_TAKEN", {{"supplier", commitment.supplier()},
                                            {"number", commitment.number()},
                                            {"commitment", *first}});
}

// Holds the money of all lines, or says which line finds too little.
std::optional<Refusal> Hold(const OpenCommitment& open, Position position,
                            State& state, Accepted& accepted) {
  Purse purse(open.allocation, position, state);
  const std::string allocation = AllocationKey(open.allocation.name());
  for (int i = 0; i < open.commitment.lines_size(); ++i) {
    const v1::Commitment::Line& line = open.commitment.lines(i);
    const Amount amount = ToFen(line.amount());
    if (auto refusal =
            purse.CheckTake({line.purpose(), amount}, "OVERCOMMITTED")) {
      refusal->metadata["line"] = Concat(i + 1);
      return refusal;
    }
    const CommitmentLine names{allocation, rpc::LastSegment(line.purpose()),
                               open.key, i + 1};
    AddUndivided(names, position,
                 purse.Take(line.purpose(), amount,
                            StageAccount(Stage::kHeld, names), accepted),
                 accepted);
  }
  return std::nullopt;
}

}  // namespace

ledger::Needs NeedsOfCommitment(const v1::CreateCommitmentRequest& request) {
  const v1::Commitment& commitment = request.commitment();
  ledger::Needs needs;
  needs.resources.push_back(
      {std::string(kCommitments), request.commitment_id()});
  const std::string allocation = AllocationKey(commitment.allocation());
  const Position position = ToPosition(commitment.commitment_date());
  for (int i = 0; i < commitment.lines_size(); ++i) {
    const std::string& purpose = commitment.lines(i).purpose();
    AddPurseNeeds(commitment.allocation(), purpose, position, needs);
    const CommitmentLine line{allocation, rpc::LastSegment(purpose),
                              request.commitment_id(), i + 1};
    needs.accounts.push_back({StageAccount(Stage::kHeld, line), position});
    needs.accounts.push_back({LineFigureAccount(kUndivided, line), position});
  }
  AddKeyNeeds(kCommitmentNumbers, NumberKeysOf(commitment), needs);
  return needs;
}

Decision DecideCreateCommitment(const v1::CreateCommitmentRequest& request,
                                const DecisionContext& context, State& state) {
  OpenCommitment open;
  open.key = request.commitment_id();
  open.commitment = request.commitment();
  v1::Commitment& commitment = open.commitment;
  if (const absl::Status ahead =
          CheckNotAhead(commitment.commitment_date(),
                        "commitment.commitment_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  commitment.set_name(
      rpc::MakeName(kCommitmentName, {context.book.county, open.key}));
  if (state.Exists(kCommitments, open.key)) return Taken(commitment.name());
  auto allocation = state.Get<v1::Allocation>(
      kAllocations, AllocationKey(commitment.allocation()));
  if (!allocation.has_value()) {
    return Missing("ALLOCATION_NOT_FOUND", commitment.allocation());
  }
  if (auto refusal = CheckStanding(*allocation)) return *std::move(refusal);
  open.allocation = *std::move(allocation);
  const Position position = ToPosition(commitment.commitment_date());
  Accepted accepted;
  auto refusal = CheckOrder(commitment, open.allocation, position, state);
  if (!refusal.has_value()) refusal = Hold(open, position, state, accepted);
  if (refusal.has_value()) return *std::move(refusal);
  AddResource(kCommitments, open.key, commitment, accepted);
  if (const auto keys = NumberKeysOf(commitment); !keys.empty()) {
    AddResource(kCommitmentNumbers, keys.front(), open.key, accepted);
  }
  return accepted;
}

absl::Status ValidateReleaseCommitment(
    const v1::ReleaseCommitmentRequest& request) {
  if (request.line() > 0 || !request.has_amount()) return absl::OkStatus();
  return rpc::InvalidField("amount", "AMOUNT_WITHOUT_LINE",
                           {{"found", Concat(ToFen(request.amount()))}});
}

ledger::Needs NeedsOfReleaseCommitment(
    const v1::ReleaseCommitmentRequest& request) {
  return NeedsOfLine(request.name());
}

namespace {

// Releases of one line what is asked, or all it holds.
std::optional<Refusal> ReleaseLine(const v1::ReleaseCommitmentRequest& request,
                                   Position position, OpenLine& line,
                                   Accepted& accepted) {
  const Amount held = line.At(Stage::kHeld);
  const Amount amount = request.has_amount() ? ToFen(request.amount()) : held;
  if (amount > held) {
    return Refuse("OVER_HELD", {{"commitment", request.name()},
                                {"line", Concat(request.line())},
                                {"available", Concat(held)},
                                {"needed", Concat(amount)},
                                {"date", ToText(position)}});
  }
  line.GiveBack(Stage::kHeld, amount, accepted);
  return std::nullopt;
}

}  // namespace

Decision DecideReleaseCommitment(const v1::ReleaseCommitmentRequest& request,
                                 const DecisionContext& context, State& state) {
  if (const absl::Status ahead =
          CheckNotAhead(request.release_date(), "release_date", context, state);
      !ahead.ok()) {
    return ahead;
  }
  const Position position = ToPosition(request.release_date());
  if (auto refusal = CheckPeriodOpen(position, state)) {
    return *std::move(refusal);
  }
  auto found = FindCommitment(request.name(), position, state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  const auto& open = std::get<OpenCommitment>(found);
  if (auto refusal = CheckLine(open, request.line())) {
    return *std::move(refusal);
  }
  const bool is_all = request.line() == 0;
  const int64_t first = is_all ? 1 : request.line();
  const int64_t last = is_all ? open.commitment.lines_size() : request.line();
  LoadLines(open, first, last, position, state);
  Accepted accepted;
  for (int64_t number = first; number <= last; ++number) {
    OpenLine line(open, number, position, state);
    if (auto refusal = ReleaseLine(request, position, line, accepted)) {
      return *std::move(refusal);
    }
  }
  if (accepted.effects.movements().empty()) {
    return Refuse("NOTHING_HELD",
                  {{"commitment", request.name()}, {"date", ToText(position)}});
  }
  AddResource(kCommitments, open.key, open.commitment, accepted);
  return accepted;
}

}  // namespace epiledger::funding
