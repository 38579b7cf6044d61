#include "services/funding/rules/refundable.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "services/funding/funding_names.h"
#include "services/funding/money.h"
#include "services/funding/rules/entry.h"
#include "services/rpc/names.h"

namespace epiledger::funding {
namespace {

using ledger::Amount;
using ledger::Position;
using ledger::State;

// The allocations, keys, whose money of the line a refund can take: where the
// payment is an old year's, also those that the order has left, for what had
// been paid there for good comes along.
std::set<std::string> TakenFrom(const v1::Payment& payment,
                                const v1::Commitment& commitment) {
  std::set<std::string> keys = {AllocationKey(commitment.allocation())};
  if (payment.allocation() == commitment.allocation()) return keys;
  keys.insert(AllocationKey(payment.allocation()));
  for (const auto& from : commitment.carried_from()) {
    keys.insert(AllocationKey(from.allocation()));
  }
  return keys;
}

// The line's accounts of two stages in all of them.
class StageSum {
 public:
  StageSum(const v1::Payment& payment, const OpenCommitment& open,
           Position position, State& state)
      : payment_(payment), open_(open), position_(position), state_(state) {}

  // The least of both together, on the day and on every later one.
  Amount Least(Stage first, Stage second) const {
    std::vector<ledger::AccountNeed> needs;
    for (const std::string& key : TakenFrom(payment_, open_.commitment)) {
      const CommitmentLine names{key, rpc::LastSegment(payment_.purpose()),
                                 open_.key, payment_.line()};
      needs.push_back({StageAccount(first, names), position_});
      needs.push_back({StageAccount(second, names), position_});
    }
    state_.accounts().Load(needs);
    Amount least = SumOn(position_, needs);
    for (const ledger::AccountNeed& need : needs) {
      const auto& points = state_.accounts().At(need.name, position_).points();
      for (auto it = points.upper_bound(position_); it != points.end(); ++it) {
        least = std::min(least, SumOn(it->first, needs));
      }
    }
    return least;
  }

 private:
  Amount SumOn(Position day,
               const std::vector<ledger::AccountNeed>& needs) const {
    Amount sum = 0;
    for (const ledger::AccountNeed& need : needs) {
      sum += state_.accounts().At(need.name, position_).BalanceAt(day);
    }
    return sum;
  }

  const v1::Payment& payment_;
  const OpenCommitment& open_;
  const Position position_;
  State& state_;
};

}  // namespace

// What it paid ahead, and what the goods that arrived can become cheaper by, on
// that day and every later one; and no more than the line was paid by then,
// also where a refund of a closed day was reversed and counts as come back
// until the first open one.
Amount RefundableOf(const v1::Refund& refund, const v1::Payment& payment,
                    const OpenCommitment& open, Position position,
                    State& state) {
  const StageSum sum(payment, open, position, state);
  const Amount left =
      std::min(ToFen(payment.amount()) - ToFen(payment.refunded()),
               std::max<Amount>(sum.Least(Stage::kPrepaid, Stage::kPaid), 0));
  if (refund.owed_again()) return left;
  const Amount ahead = payment.kind() == v1::Payment::KIND_PREPAYMENT
                           ? OpenLine(open, payment.line(), position, state)
                                 .OnDay(Stage::kPrepaid)
                           : 0;
  return std::min(left, ahead + sum.Least(Stage::kAccrued, Stage::kPaid));
}

}  // namespace epiledger::funding
