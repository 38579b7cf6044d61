#include "tests/models/funding/cash.h"

#include <functional>

#include "tests/models/funding/purse.h"

namespace epiledger::ladder {
namespace {

int64_t OverShares(const NotedAllocation& allocation,
                   const std::function<int64_t(const std::string&)>& figure) {
  int64_t sum = figure(kRest);
  for (const Share& share : allocation.grant.shares) {
    sum += figure(share.purpose);
  }
  return sum;
}

}  // namespace

int64_t BoundUnpaidOf(const Notes& notes, const NotedAllocation& allocation,
                      Point point) {
  return OverShares(allocation, [&](const std::string& purpose) {
    const auto of_lines = [&](Kind kind) {
      return notes.journal.SumOfLines(kind, allocation.name, purpose, point);
    };
    return of_lines(Kind::kTaken) - of_lines(Kind::kCash);
  });
}

namespace {

int64_t FrozenOf(const Notes& notes, const NotedAllocation& allocation,
                 Point point) {
  return OverShares(allocation, [&](const std::string& purpose) {
    return notes.journal.Sum({Kind::kFrozen, allocation.name, purpose, ""},
                             point);
  });
}

}  // namespace

int64_t WaitingOf(const Notes& notes, const NotedAllocation& allocation,
                  Point point) {
  return OverShares(allocation, [&](const std::string& purpose) {
    return WaitingFor(notes.journal, allocation.name, purpose, point);
  });
}

int64_t UnpaidOf(const Notes& notes, const NotedAllocation& allocation,
                 Point point) {
  return BoundUnpaidOf(notes, allocation, point) +
         OverShares(allocation, [&](const std::string& purpose) {
           return notes.journal.Sum(
               {Kind::kAvailable, allocation.name, purpose, ""}, point);
         });
}

// What was advanced is owed to the recipient beside what is not paid. After the
// last day only what is bound is paid out.
int64_t DisbursableOn(const Notes& notes, const NotedAllocation& allocation,
                      int day) {
  const bool has_ended = day > allocation.grant.valid_until.value_or(day);
  const int64_t least = notes.journal.LeastFrom(day, [&](Point point) {
    const Cash cash = CashOf(notes.journal, allocation.name, point);
    const int64_t unpaid = has_ended ? BoundUnpaidOf(notes, allocation, point)
                                     : UnpaidOf(notes, allocation, point);
    return unpaid - cash.disbursed() + cash.advanced();
  });
  return std::max<int64_t>(least, 0);
}

namespace {

// What entries that were reversed since did to an account up to the end of a
// day: their reversals count later, for the day was closed.
int64_t NeverThere(const Notes& notes, const std::string& allocation, int day) {
  int64_t sum = 0;
  const auto add = [&](int64_t sequence) {
    for (const Posting& posting : notes.journal.PostingsOf(sequence)) {
      if (posting.pot.owner != allocation || posting.day > day) continue;
      if (posting.pot.kind == Kind::kCashGot) sum += posting.fen;
      if (posting.pot.kind == Kind::kCashSpent) sum -= posting.fen;
    }
  };
  for (const auto& [sequence, entry] : notes.entries) {
    if (!entry.reversal.has_value()) continue;
    add(sequence);
    add(entry.reversal->sequence);
  }
  return sum;
}

// At the end of a day, as it is known now: without what came back by then and
// counts only later, for its day was closed.
int64_t ReallyThere(const Notes& notes, const std::string& allocation,
                    int day) {
  const Cash cash = CashOf(notes.journal, allocation, {.day = day});
  int64_t there = cash.got - cash.spent - NeverThere(notes, allocation, day);
  for (const auto& [label, noted] : notes.disbursements) {
    const Disburse& other = noted.disburse;
    if (other.is_back && other.allocation == allocation && other.day <= day &&
        noted.made.day > day && notes.Stands(noted.made.sequence)) {
      there -= other.fen;
    }
  }
  return there;
}

}  // namespace

// It must have been there that day, and what came back later, or went on with a
// carry-over, came out of the same cash. That it was paid on later is no
// reason.
int64_t ReturnableOn(const Notes& notes, const std::string& allocation,
                     int day) {
  int64_t least = ReallyThere(notes, allocation, day);
  const auto leave = [&](int later) {
    least = std::min(least, ReallyThere(notes, allocation, later));
  };
  for (const auto& [label, noted] : notes.disbursements) {
    const Disburse& other = noted.disburse;
    if (other.is_back && other.allocation == allocation && other.day > day &&
        notes.Stands(noted.made.sequence)) {
      leave(other.day);
    }
  }
  for (const auto& [label, noted] : notes.carry_overs) {
    if (noted.allocation == allocation && noted.made.day > day &&
        noted.carried.disbursed > 0 && notes.Stands(noted.made.sequence)) {
      leave(noted.made.day);
    }
  }
  return std::max<int64_t>(least, 0);
}

// Frozen money is not paid either. What was advanced is still there, too: the
// recipient's claim is on top of what its purposes have.
int64_t BeyondCash(const Notes& notes, const NotedAllocation& allocation,
                   Point point) {
  const Cash cash = CashOf(notes.journal, allocation.name, point);
  return UnpaidOf(notes, allocation, point) +
         FrozenOf(notes, allocation, point) - cash.disbursed() +
         cash.advanced();
}

int64_t TreasuryHas(const Notes& notes, const NotedAllocation& allocation,
                    int day) {
  const int64_t least = notes.journal.LeastFrom(
      day, [&](Point point) { return BeyondCash(notes, allocation, point); });
  return std::max<int64_t>(least, 0);
}

}  // namespace epiledger::ladder
