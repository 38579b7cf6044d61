#include "services/funding/rules/arrival_rules.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>

#include "absl/numeric/int128.h"
#include "epiledger/funding/v1/commitment_service.pb.h"
#include "services/book/genesis.h"
#include "services/funding/arrival_names.h"
#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/four_eyes.h"
#include "services/funding/rules/seen_goods.h"
#include "services/funding/rules/settlement_rules.h"
#include "services/rpc/names.h"
#include "services/text.h"
#include "services/timestamps.h"

namespace epiledger::funding {

using book::Accepted;
using book::Decision;
using book::DecisionContext;
using follow::FollowedEntry;
using journal::Refusal;
using ledger::Amount;
using ledger::Position;
using ledger::State;
using v1::Arrival;

namespace {

// An order's line that something arrived for, and how far it is.
struct ArrivingLine {
  const v1::Commitment::Line& line;
  // Pieces of it that are accrued, and that were followed with these.
  int64_t accrued = 0;
  int64_t received = 0;

  [[nodiscard]] int64_t ordered() const { return line.quantity(); }
  // What so many of its pieces cost together, rounded down.
  [[nodiscard]] Amount CostOf(int64_t pieces) const {
    return static_cast<Amount>(absl::int128(ToFen(line.amount())) * pieces /
                               ordered());
  }
};

// The pieces of a line that are accrued, in all allocations it drew on.
int64_t AccruedPieces(const v1::Commitment& commitment, int64_t number,
                      State& state) {
  const v1::Commitment::Line& line =
      commitment.lines(static_cast<int>(number) - 1);
  std::set<std::string> allocations = {commitment.allocation()};
  for (const auto& from : commitment.carried_from()) {
    allocations.insert(from.allocation());
  }
  int64_t pieces = 0;
  for (const std::string& allocation : allocations) {
    pieces += state.HighestFrom(
        LineFigureAccount(
            kArrived,
            {AllocationKey(allocation), rpc::LastSegment(line.purpose()),
             rpc::LastSegment(commitment.name()), number}),
        ledger::kBeginning);
  }
  return pieces;
}

// Why nothing of a line can be accrued by what is ordered alone.
Arrival::Problem ProblemWith(const Arrival& arrival,
                             const std::optional<v1::Commitment>& commitment) {
  if (!commitment.has_value()) return Arrival::PROBLEM_UNKNOWN_ORDER;
  if (arrival.line() > commitment->lines_size()) {
    return Arrival::PROBLEM_UNKNOWN_LINE;
  }
  const v1::Commitment::Line& line =
      commitment->lines(static_cast<int>(arrival.line()) - 1);
  if (line.item() != arrival.item()) return Arrival::PROBLEM_OTHER_ITEM;
  if (line.quantity() == 0) return Arrival::PROBLEM_UNKNOWN_PRICE;
  return Arrival::PROBLEM_UNSPECIFIED;
}

v1::CreateAccrualRequest AccrualOf(const Arrival& arrival, int64_t pieces,
                                   Amount amount) {
  v1::CreateAccrualRequest request;
  v1::Accrual& accrual = *request.mutable_accrual();
  accrual.set_commitment(arrival.commitment());
  accrual.set_line(arrival.line());
  *accrual.mutable_accrual_date() = arrival.arrival_date();
  accrual.set_quantity(pieces);
  *accrual.mutable_amount() = ToMoney(amount);
  accrual.set_summary(arrival.source());
  return request;
}

// Accrues so many pieces of what is left of an arrival, or says why not.
Accepted Accrue(const ArrivingLine& line, int64_t pieces,
                const DecisionContext& context, State& state,
                Arrival& arrival) {
  const Amount amount =
      line.CostOf(line.accrued + pieces) - line.CostOf(line.accrued);
  if (pieces == 0 || amount == 0) {
    // So few cost less than a fen; the next ones carry it.
    arrival.set_quantity_known(arrival.quantity_known() + pieces);
    arrival.set_quantity_left(arrival.quantity_left() - pieces);
    return {};
  }
  Decision decision =
      WithFourEyes<v1::CreateAccrualRequest, &DecideCreateAccrual>(
          AccrualOf(arrival, pieces, amount), context, state);
  auto* const accepted = std::get_if<Accepted>(&decision);
  if (accepted == nullptr) {
    const auto* const refusal = std::get_if<Refusal>(&decision);
    arrival.set_problem(Arrival::PROBLEM_REFUSED);
    arrival.set_refused_by(refusal == nullptr ? "DATE_AHEAD" : refusal->reason);
    return {};
  }
  v1::Accrual accrual;
  accrual.ParseFromString(accepted->effects.resources(0).body());
  arrival.set_accrual(accrual.name());
  *arrival.mutable_amount() = ToMoney(ToFen(arrival.amount()) + amount);
  arrival.set_quantity_accrued(arrival.quantity_accrued() + pieces);
  arrival.set_quantity_left(arrival.quantity_left() - pieces);
  return std::move(*accepted);
}

// Of an order's line, all that was followed so far.
int64_t ReceivedOf(const Arrival& arrival, State& state) {
  const std::string key =
      LineArrivalsKey(rpc::LastSegment(arrival.commitment()), arrival.line());
  return state.Get<v1::LineArrivals>(kLineArrivals, key)
      .value_or(v1::LineArrivals())
      .received();
}

// Fits what is left of an arrival to its order's line, of which `received` were
// followed with it: what is accrued already was recorded by hand, what is not
// is accrued now, and what was not ordered is left.
Accepted Fit(int64_t received, const DecisionContext& context, State& state,
             Arrival& arrival) {
  const std::string_view key = rpc::LastSegment(arrival.commitment());
  const auto commitment = state.Get<v1::Commitment>(kCommitments, key);
  arrival.set_problem(ProblemWith(arrival, commitment));
  arrival.clear_refused_by();
  if (arrival.problem() != Arrival::PROBLEM_UNSPECIFIED) return {};
  const ArrivingLine line{
      commitment->lines(static_cast<int>(arrival.line()) - 1),
      AccruedPieces(*commitment, arrival.line(), state), received};
  const int64_t left = arrival.quantity_left();
  const int64_t over =
      std::clamp<int64_t>(line.received - line.ordered(), 0, left);
  const int64_t missing = std::clamp<int64_t>(
      std::min(line.received, line.ordered()) - line.accrued, 0, left - over);
  const int64_t known = left - over - missing;
  arrival.set_quantity_known(arrival.quantity_known() + known);
  arrival.set_quantity_left(left - known);
  Accepted accepted = Accrue(line, missing, context, state, arrival);
  if (over > 0 && arrival.problem() == Arrival::PROBLEM_UNSPECIFIED) {
    arrival.set_problem(Arrival::PROBLEM_OVER_DELIVERED);
  }
  return accepted;
}

// As it was seen, before anything of it is fitted.
Arrival ArrivalOf(const SeenGoods& seen, const DecisionContext& context,
                  State& state) {
  const std::string& county = context.book.county;
  Arrival arrival;
  arrival.set_name(rpc::MakeName(kArrivalName, {county, context.NewId()}));
  arrival.set_kind(seen.kind);
  arrival.set_commitment(
      rpc::MakeName(kCommitmentName, {county, seen.commitment}));
  arrival.set_line(seen.line);
  arrival.set_item(rpc::MakeName(kItemName, {county, seen.item}));
  arrival.set_facility(rpc::MakeName(kFacilityName, {county, seen.facility}));
  arrival.set_quantity(seen.quantity);
  arrival.set_quantity_left(seen.quantity);
  *arrival.mutable_arrival_date() = ToDate(
      Position::FromDay(book::CivilDayAt(book::GenesisOf(state), seen.time)));
  arrival.set_source(seen.source);
  *arrival.mutable_amount() = ToMoney(0);
  *arrival.mutable_record_time() = ToTimestamp(context.record_time);
  return arrival;
}

// What came adds up; what was sent back makes room for what replaces it.
int64_t SignedQuantity(const Arrival& arrival) {
  switch (arrival.kind()) {
    case Arrival::KIND_RECEIVED:
      return arrival.quantity();
    case Arrival::KIND_SENT_BACK:
      return -arrival.quantity();
    default:
      return 0;
  }
}

// Fits an arrival that came, and says what is to be done about any other.
Accepted FitByKind(int64_t received, const DecisionContext& context,
                   State& state, Arrival& arrival) {
  if (arrival.problem() == Arrival::PROBLEM_SOURCE_LOST) return {};
  Accepted accepted;
  switch (arrival.kind()) {
    case Arrival::KIND_SENT_BACK:
      arrival.set_problem(Arrival::PROBLEM_SENT_BACK);
      break;
    case Arrival::KIND_CONTRADICTED:
      arrival.set_problem(Arrival::PROBLEM_CONTRADICTED);
      break;
    default:
      accepted = Fit(received, context, state, arrival);
  }
  arrival.set_state(arrival.problem() == Arrival::PROBLEM_UNSPECIFIED
                        ? Arrival::STATE_MATCHED
                        : Arrival::STATE_OPEN);
  return accepted;
}

Accepted Follow(const SeenGoods& seen, const DecisionContext& context,
                State& state) {
  Arrival arrival = ArrivalOf(seen, context, state);
  v1::LineArrivals line;
  line.set_received(std::max<int64_t>(
      ReceivedOf(arrival, state) + SignedQuantity(arrival), 0));
  Accepted accepted = FitByKind(line.received(), context, state, arrival);
  AddResource(kArrivals, rpc::LastSegment(arrival.name()), arrival, accepted);
  AddResource(kLineArrivals, LineArrivalsKey(seen.commitment, seen.line), line,
              accepted);
  return accepted;
}

std::optional<follow::Consequence> Look(const FollowedEntry& entry) {
  auto seen = SeeGoods(entry.effects);
  if (!seen.has_value()) return std::nullopt;
  ledger::Needs needs;
  needs.resources.push_back({std::string(kCommitments), seen->commitment});
  needs.resources.push_back({std::string(kLineArrivals),
                             LineArrivalsKey(seen->commitment, seen->line)});
  return follow::Consequence{
      std::move(needs),
      [goods = *std::move(seen)](const DecisionContext& context, State& state) {
        return Follow(goods, context, state);
      }};
}

// What the restored supplies service no longer knows of waits for a person. Its
// pieces no longer count as followed: those that are recorded again take their
// place, and what was accrued of them is theirs.
Accepted LoseArrival(const std::string& key, State& state) {
  Arrival arrival = state.Get<Arrival>(kArrivals, key).value_or(Arrival());
  v1::LineArrivals line;
  line.set_received(std::max<int64_t>(
      ReceivedOf(arrival, state) - SignedQuantity(arrival), 0));
  arrival.set_state(Arrival::STATE_OPEN);
  arrival.set_problem(Arrival::PROBLEM_SOURCE_LOST);
  arrival.clear_refused_by();
  arrival.clear_resolution();
  arrival.clear_resolved_by();
  arrival.clear_resolve_time();
  Accepted accepted;
  AddResource(kArrivals, key, arrival, accepted);
  AddResource(
      kLineArrivals,
      LineArrivalsKey(rpc::LastSegment(arrival.commitment()), arrival.line()),
      line, accepted);
  return accepted;
}

std::optional<follow::Consequence> LookAtLost(const journal::v1::Effects& own) {
  for (const journal::v1::ResourceVersion& version : own.resources()) {
    if (version.collection() != kArrivals) continue;
    Arrival arrival;
    arrival.ParseFromString(version.body());
    ledger::Needs needs;
    needs.resources.push_back({std::string(kArrivals), version.key()});
    needs.resources.push_back(
        {std::string(kLineArrivals),
         LineArrivalsKey(rpc::LastSegment(arrival.commitment()),
                         arrival.line())});
    return follow::Consequence{
        std::move(needs),
        [key = version.key()](const DecisionContext&, State& state) {
          return LoseArrival(key, state);
        }};
  }
  return std::nullopt;
}

// The arrival, while it waits.
std::variant<Arrival, Refusal> FindOpen(const std::string& name, State& state) {
  auto arrival = state.Get<Arrival>(kArrivals, rpc::LastSegment(name));
  if (!arrival.has_value()) return Missing("ARRIVAL_NOT_FOUND", name);
  if (arrival->state() != Arrival::STATE_OPEN) {
    return Refuse("ARRIVAL_NOT_OPEN", {{"arrival", name}});
  }
  return *std::move(arrival);
}

ledger::Needs NeedsOf(const std::string& name) {
  return {{{std::string(kArrivals), std::string(rpc::LastSegment(name))}}, {}};
}

// The entry whose answer is the arrival as it is now.
Accepted Answer(const Arrival& arrival, const Accepted& done) {
  Accepted accepted;
  AddResource(kArrivals, rpc::LastSegment(arrival.name()), arrival, accepted);
  accepted.effects.MergeFrom(done.effects);
  return accepted;
}

}  // namespace

follow::Following FollowSupplies() {
  return {kSuppliesService, &Look, &LookAtLost};
}

ledger::Needs NeedsOfRetry(const v1::RetryArrivalRequest& request) {
  return NeedsOf(request.name());
}

Decision DecideRetryArrival(const v1::RetryArrivalRequest& request,
                            const DecisionContext& context, State& state) {
  auto found = FindOpen(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& arrival = std::get<Arrival>(found);
  const Accepted done =
      FitByKind(ReceivedOf(arrival, state), context, state, arrival);
  return Answer(arrival, done);
}

ledger::Needs NeedsOfResolution(const v1::ResolveArrivalRequest& request) {
  return NeedsOf(request.name());
}

Decision DecideResolveArrival(const v1::ResolveArrivalRequest& request,
                              const DecisionContext& context, State& state) {
  auto found = FindOpen(request.name(), state);
  if (auto* refusal = std::get_if<Refusal>(&found)) return std::move(*refusal);
  auto& arrival = std::get<Arrival>(found);
  arrival.set_state(Arrival::STATE_RESOLVED);
  arrival.set_resolution(request.resolution());
  arrival.set_resolved_by(context.subject);
  *arrival.mutable_resolve_time() = ToTimestamp(context.record_time);
  return Answer(arrival, Accepted());
}

}  // namespace epiledger::funding
