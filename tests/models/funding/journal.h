// Journal: dated postings to pots of money, and what they add up to.
//
// Nothing is kept but the postings, pot by pot. Every sum is formed anew over
// all of a pot's, day by day: there is nothing here that could be out of date.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_JOURNAL_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_JOURNAL_H_

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace epiledger::ladder {

// What a pot holds, in fen.
enum class Kind {
  // Appropriated into a fund, as a figure.
  kAppropriated,
  // A fund: appropriated and not allocated.
  kFund,
  // A purpose of an allocation: set aside, neither bound nor spent.
  kAvailable,
  kFrozen,
  // Held by a proposal, which is `line`, of the share that it takes it from;
  // and
  // as a figure, what of a purpose it would spend below its ceiling.
  kWaits,
  kWaitsToSpend,
  // Paid directly, or to settle a liability; less refunds.
  kSpent,
  // A line of an order: what it took from its allocation, goods that arrived
  // for it at their price, money that was paid for it. See lines.h.
  kTaken,
  kGoods,
  kCash,
  // Figures beside the money: of what a line took, how much came from what is
  // not divided; how many pieces arrived.
  kUndivided,
  kPieces,
  // Of an allocation.
  kRecalled,
  kTransferredIn,
  kTransferredOut,
  // A liability: still owed.
  kOwed,
  // Of a payment: what came back.
  kRefunded,
  // An appropriation, as it was raised and lowered.
  kAdjusted,
  // The recipient's own account, of an allocation: cash it got, by refunds
  // too, less what it paid back; and what it paid. See cash.h.
  kCashGot,
  kCashSpent,
  // Of an allocation's purpose: what went into the next year, or back to the
  // fund, and what came from the year before.
  kCarriedOut,
  kCarriedIn,
  // Of a line that went on: prepaid money that went along and did not come
  // back.
  kAlong,
};

struct Pot {
  Kind kind = Kind::kFund;
  // A fund, an allocation such as `d1/2`, a liability or a payment.
  std::string owner;
  // Of an allocation; `any` is what is not divided.
  std::string purpose;
  // Of an order, such as `c1/2`; or a proposal.
  std::string line;

  auto operator<=>(const Pot&) const = default;
};

// A point of both axes: what was known at `sequence` of what had happened by
// the end of `day`.
struct Point {
  int64_t sequence = std::numeric_limits<int64_t>::max();
  int day = std::numeric_limits<int>::max();
  // Also the holds that ended with the next entry.
  bool has_ends_of_next = false;

  // Whether an entry of that sequence and day is seen.
  [[nodiscard]] bool Sees(int64_t entry, int dated) const {
    return entry <= sequence && dated <= day;
  }
};

struct Posting {
  int64_t sequence = 0;
  int day = 0;
  Pot pot;
  // What came in, negative where it went out.
  int64_t fen = 0;
  // Of a hold that ended with the entry: beside what the entry did.
  bool is_aside = false;

  [[nodiscard]] bool IsSeenAt(Point point) const {
    return point.Sees(sequence, day) ||
           (is_aside && point.has_ends_of_next &&
            sequence == point.sequence + 1 && day <= point.day);
  }
};

class Journal {
 public:
  // Nothing is dated after `last_day`.
  explicit Journal(int last_day) : last_day_(last_day) {}

  [[nodiscard]] int last_day() const { return last_day_; }

  void Post(Posting posting);
  // From one pot to another, in one entry.
  void Move(const Posting& out, const Pot& to);

  [[nodiscard]] int64_t Sum(const Pot& pot, Point point) const;
  // Of all lines together.
  [[nodiscard]] int64_t SumOfLines(Kind kind, const std::string& owner,
                                   const std::string& purpose,
                                   Point point) const;

  // The least that a figure is at the end of `day` and of every later one: how
  // much may be taken from it on `day`.
  [[nodiscard]] int64_t LeastFrom(
      int day, const std::function<int64_t(Point)>& figure) const {
    int64_t least = figure({.day = day});
    for (int later = day + 1; later <= last_day_; ++later) {
      least = std::min(least, figure({.day = later}));
    }
    return least;
  }
  // LeastFrom of a pot, 0 or more.
  [[nodiscard]] int64_t Spare(const Pot& pot, int day) const;

  // Those of an entry, without those aside.
  [[nodiscard]] std::vector<Posting> PostingsOf(int64_t sequence) const;
  // The entries after `sequence` that posted to a pot that fits, not aside.
  [[nodiscard]] std::set<int64_t> PostersAfter(
      int64_t sequence, const std::function<bool(const Pot&)>& fits) const;

  // A pot that is below 0 on some day, by name; empty where none is.
  [[nodiscard]] std::string FirstOverdrawn() const;

 private:
  using Postings = std::vector<Posting>;

  int last_day_;
  std::map<Pot, Postings> pots_;
};

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_JOURNAL_H_
