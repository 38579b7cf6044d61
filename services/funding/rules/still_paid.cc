#include "services/funding/rules/still_paid.h"

#include <algorithm>
#include <string>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/funding/rules/periods.h"
#include "services/text.h"

namespace epiledger::funding {

using ledger::Amount;
using ledger::Position;
using ledger::State;

namespace {

// The first day from `position` on of which the ledger shows that something
// had come back.
Position FirstDayOfRefunds(const std::string& refunds, Position position,
                           State& state) {
  const ledger::Timeline timeline = state.TimelineOf(refunds, position);
  if (timeline.BalanceAt(position) > 0) return position;
  const auto& points = timeline.points();
  const auto first =
      std::find_if(points.upper_bound(position), points.end(),
                   [](const auto& point) { return point.second.balance > 0; });
  return first == points.end() ? ledger::kEnd : first->first;
}

}  // namespace

Amount StillPaid(const v1::Payment& payment, Position position, State& state) {
  const Amount gone =
      std::max(ToFen(payment.refunded()),
               state.HighestFrom(RefundedAccount(payment), position));
  return std::max<Amount>(0, ToFen(payment.amount()) - gone);
}

std::optional<journal::Refusal> CheckStillPaid(
    int64_t sequence, const journal::v1::Effects& original, State& state) {
  if (original.resources().empty() ||
      original.resources(0).collection() != kPayments) {
    return std::nullopt;
  }
  v1::Payment payment;
  payment.ParseFromString(original.resources(0).body());
  const Position position =
      PostingDay(ToPosition(payment.payment_date()), state);
  const Position first =
      FirstDayOfRefunds(RefundedAccount(payment), position, state);
  if (first == ledger::kEnd) return std::nullopt;
  const Amount left = StillPaid(payment, position, state);
  return Refuse("LEAVES_SHORT", {{"sequence", Concat(sequence)},
                                 {"account", original.movements(0).target()},
                                 {"available", Concat(left)},
                                 {"needed", Concat(ToFen(payment.amount()))},
                                 {"date", ToText(first)}});
}

}  // namespace epiledger::funding
