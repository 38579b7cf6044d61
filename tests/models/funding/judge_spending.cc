// Verdicts on money that leaves an allocation at once, and comes back.
#include <algorithm>
#include <string>

#include "tests/models/funding/carry.h"
#include "tests/models/funding/judge.h"
#include "tests/models/funding/purse.h"
#include "tests/models/funding/readings.h"

namespace epiledger::ladder {
namespace {

// Every payment out of an allocation, without a commitment.
struct Spending {
  const std::string& allocation;
  const std::string& purpose;
  const std::string& payee;
  const Invoice& invoice;
  int64_t fen;
  int day;
  bool is_own;
};

void JudgeSpending(const Notes& notes, const Spending& asked,
                   Verdict& verdict) {
  const auto* allocation = FindAllocation(notes, asked.allocation, verdict);
  if (allocation == nullptr) return;
  verdict.RefuseIf(asked.day < allocation->made.day, "PAID_BEFORE_ALLOCATED");
  JudgeEnd(*allocation, asked.day, verdict);
  JudgeInvoice(notes, asked.payee, asked.invoice, asked.fen, verdict);
  if (!asked.is_own) {
    JudgeTreasury(notes, *allocation, asked.fen, asked.day, verdict);
  }
  if (verdict.RefuseIf(allocation->ShareOf(asked.purpose) == nullptr,
                       "PURPOSE_NOT_ALLOWED")) {
    return;
  }
  JudgeReach(ReachOf(notes.journal, *allocation, asked.purpose, asked.day),
             asked.fen, "OVERSPENT", 0, verdict);
}

}  // namespace

void JudgeOne(const Notes& notes, const Pay& asked, Verdict& verdict) {
  JudgeSpending(notes,
                {asked.allocation, asked.purpose, asked.payee, asked.invoice,
                 asked.fen, asked.day, asked.is_own},
                verdict);
}

void JudgeOne(const Notes& notes, const Owe& asked, Verdict& verdict) {
  JudgeNamed(notes, notes.purposes, asked.purpose, "PURPOSE_NOT_FOUND",
             verdict);
}

void JudgeOne(const Notes& notes, const PayDebt& asked, Verdict& verdict) {
  const auto* debt = Find(notes.debts, asked.liability);
  if (verdict.RefuseIf(debt == nullptr, "LIABILITY_NOT_FOUND")) return;
  if (!JudgeStanding(notes, debt->sequence, verdict)) return;
  const Owe& owe = debt->owe;
  if (const auto* allocation = Find(notes.allocations, asked.allocation)) {
    verdict.RefuseIf(allocation->grant.recipient != owe.debtor,
                     "OTHER_RECIPIENT");
  }
  verdict.RefuseIf(asked.day < owe.day, "PAID_BEFORE_OWED");
  const int64_t owed =
      notes.journal.Spare({Kind::kOwed, asked.liability, "", ""}, asked.day);
  verdict.RefuseIf(asked.fen > owed, "OVER_OWED", owed);
  JudgeSpending(notes,
                {asked.allocation, owe.purpose, owe.creditor, asked.invoice,
                 asked.fen, asked.day, asked.is_own},
                verdict);
}

// On no day more comes back of it than was paid.
int64_t StillPaidOf(const Notes& notes, const std::string& payment, int day) {
  const int64_t fen = notes.payments.at(payment).fen;
  return notes.journal.LeastFrom(day, [&](Point point) {
    return fen - notes.journal.Sum({Kind::kRefunded, payment, "", ""}, point);
  });
}

int64_t AheadOf(const Notes& notes, const NotedPayment& payment, int day) {
  const bool is_settlement = payment.kind == NotedPayment::Kind::kSettlement;
  if (payment.order.empty() ||
      (is_settlement && readings::kSettlementsAreNeverPrepaid)) {
    return 0;
  }
  return LineOf(notes, payment).At(notes.journal, {.day = day}).prepaid();
}

namespace {

// The least of a figure of the line that was paid for, from that day on. What
// the years before paid stays with their payments: one of the allocation that
// the order draws on now has no part in it.
int64_t LeastOf(const Notes& notes, const NotedPayment& payment,
                LineAt::Figure figure, int day) {
  const LineAt at = LineOf(notes, payment);
  const bool is_here = at.home() == payment.allocation;
  const int64_t least = notes.journal.LeastFrom(day, [&](Point point) {
    const Standing standing = is_here ? at.In(at.home(), notes.journal, point)
                                      : at.At(notes.journal, point);
    return (standing.*figure)();
  });
  return std::max<int64_t>(least, 0);
}

// What stands paid, on that day and every later one: a refund of a closed day
// that was reversed counts as come back until the first open one.
int64_t StandsPaid(const Notes& notes, const NotedPayment& payment, int day) {
  if (payment.order.empty()) {
    return notes.journal.Spare(
        {Kind::kSpent, payment.allocation, payment.purpose, ""}, day);
  }
  return LeastOf(notes, payment, &Standing::paid_at_all, day);
}

}  // namespace

// What is not owed again was paid ahead, or makes goods cheaper that arrived;
// on no later day than there are left.
int64_t RefundableOn(const Notes& notes, const NotedPayment& payment, int day,
                     bool owed_again) {
  const int64_t left =
      std::min(payment.left(), StandsPaid(notes, payment, day));
  if (payment.order.empty() || owed_again) return left;
  const int64_t arrived = LeastOf(notes, payment, &Standing::arrived, day);
  return std::min(left, AheadOf(notes, payment, day) + arrived);
}

namespace {

// What of an old year's payment for an order that went on is bound again counts
// below the ceiling of the new year: what was paid for good and is brought
// along, less what goes back at once, for goods were cheaper.
void JudgeNewCeiling(const Notes& notes, const NotedPayment& payment,
                     const Refund& asked, Verdict& verdict) {
  const auto* noted = Find(notes.orders, payment.order);
  if (noted == nullptr || noted->home() == payment.allocation) return;
  const int posted = notes.PostingDay(asked.day);
  const int64_t ahead = AheadOf(notes, payment, posted);
  const int64_t cheaper =
      asked.owed_again ? 0 : std::max<int64_t>(0, asked.fen - ahead);
  const int64_t bound =
      BroughtAlong(notes, payment, {asked.fen, cheaper, posted}) - cheaper;
  const Reach reach =
      ReachOf(notes.journal, notes.allocations.at(noted->home()),
              payment.purpose, posted);
  if (bound <= 0 || !reach.ceiling_left.has_value()) return;
  verdict.RefuseIf(bound > *reach.ceiling_left, "OVER_CEILING",
                   reach.ceiling_left);
}

}  // namespace

void JudgeOne(const Notes& notes, const Refund& asked, Verdict& verdict) {
  const int posted = notes.PostingDay(asked.day);
  const auto* payment = Find(notes.payments, asked.payment);
  if (verdict.RefuseIf(payment == nullptr, "PAYMENT_NOT_FOUND")) return;
  if (!JudgeStanding(notes, payment->made.sequence, verdict)) return;
  verdict.RefuseIf(asked.day < payment->made.day, "REFUNDED_BEFORE_PAID");
  if (const auto* noted = Find(notes.orders, payment->order);
      noted != nullptr && noted->carried() != nullptr) {
    verdict.RefuseIf(posted < noted->carried()->day, "CARRIED_OVER");
  }
  if (!payment->was_owed()) {
    verdict.RefuseIf(asked.owed_again, "NEVER_OWED");
  }
  const int64_t left = StillPaidOf(notes, asked.payment, posted);
  verdict.RefuseIf(asked.fen > left, "OVER_REFUNDED", left);
  if (!verdict.accepted()) return;
  const int64_t there = RefundableOn(notes, *payment, posted, asked.owed_again);
  verdict.RefuseIf(asked.fen > there, readings::kRefundOfWhatIsGone, there);
  JudgeNewCeiling(notes, *payment, asked, verdict);
}

}  // namespace epiledger::ladder
