// Notes: what a finance office has recorded, as plain structs. The money itself
// stands in the journal alone.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_NOTES_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_NOTES_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "tests/models/funding/journal.h"
#include "tests/models/funding/leftover.h"
#include "tests/models/funding/lines.h"
#include "tests/models/funding/requests.h"
#include "tests/models/funding/waiting.h"

namespace epiledger::ladder {

// What an entry that is dated has in common.
struct Dated {
  int64_t sequence = 0;
  int day = 0;

  [[nodiscard]] bool IsSeenAt(Point point) const {
    return point.Sees(sequence, day);
  }
};

// The closing of an allocation; reversed by an entry, it never counted.
struct Closing {
  Dated made;
  std::optional<int64_t> reversed_by;
};

struct NotedAllocation {
  Dated made;
  std::string name;
  Grant grant;
  // In their order; all but the last were reversed.
  std::vector<Closing> closings = {};

  [[nodiscard]] bool is_closed() const {
    return !closings.empty() && !closings.back().reversed_by.has_value();
  }

  // Null where the purpose is not stated.
  [[nodiscard]] const Share* ShareOf(const std::string& purpose) const {
    for (const Share& share : grant.shares) {
      if (share.purpose == purpose) return &share;
    }
    return nullptr;
  }
};

struct NotedOrder {
  int64_t sequence = 0;
  Order order;
  // All that it was carried over to; of those that stand the last counts.
  std::vector<Home> homes = {};

  [[nodiscard]] LineAt Line(int number) const { return {order, number, homes}; }
  // Null where it was not carried over.
  [[nodiscard]] const Home* carried() const {
    for (auto home = homes.rbegin(); home != homes.rend(); ++home) {
      if (!home->is_reversed) return &*home;
    }
    return nullptr;
  }
  // The allocation that it draws on by now.
  [[nodiscard]] const std::string& home() const {
    return carried() == nullptr ? order.allocation : carried()->allocation;
  }
  [[nodiscard]] int lines() const {
    return static_cast<int>(order.lines.size());
  }
};

// What arrived, with what it was found to be.
struct NotedArrival {
  Dated made;
  int64_t from_prepaid = 0;
  int64_t beyond_held = 0;
  int64_t released = 0;
  std::optional<int64_t> price_difference;
};

// Of facts, `made` has the day from which they count: the first open one where
// their own is closed.
struct NotedAppropriation {
  Dated made;
  std::string fund;
  int64_t fen = 0;
  // Its own.
  int day = 0;
};

// Cash paid out or back.
struct NotedDisbursement {
  Dated made;
  Disburse disburse;
  // Of cash paid out, what made up for what had been advanced.
  int64_t for_advanced = 0;
};

struct NotedPayment {
  enum class Kind { kDirect, kPrepayment, kSettlement, kDebt };
  Kind kind = Kind::kDirect;
  Dated made;
  std::string allocation;
  std::string purpose;
  int64_t fen = 0;
  std::string payee;
  Invoice invoice;
  // Of a purchase.
  std::string order;
  int line = 0;
  // Of one that settles a liability.
  std::string debt;
  // Of payments without an order: what came from the undivided rest and did not
  // go back.
  int64_t undivided = 0;
  int64_t refunded = 0;
  bool is_own = false;
  // Of one from the own account, what of it cash on that account covered.
  std::optional<int64_t> from_disbursed;

  [[nodiscard]] int64_t left() const { return fen - refunded; }
  // What it paid for can be owed again.
  [[nodiscard]] bool was_owed() const {
    return !order.empty() || !debt.empty();
  }
};

struct NotedCarryOver {
  Dated made;
  std::string allocation;
  Leftover carried;
};

struct NotedRefund {
  std::string payment;
  int64_t fen = 0;
  // Of a payment without an order: what went back to the undivided rest.
  int64_t undivided = 0;
};

// An entry that was accepted.
struct NotedEntry {
  Request request;
  // The entry that reverses it, and the day from which that counts; none where
  // nothing was moved.
  struct Reversal {
    int64_t sequence = 0;
    std::optional<int> day;

    [[nodiscard]] bool IsSeenAt(Point point) const {
      return point.Sees(sequence, day.value_or(point.day));
    }
  };
  std::optional<Reversal> reversal = {};
  // It waits for a second person, and was not done.
  bool is_proposal = false;
  // A second person approved it: the request is what was proposed.
  bool is_approval = false;

  [[nodiscard]] bool is_reversal() const {
    return std::holds_alternative<Reverse>(request);
  }
  // It ended a proposal, and did nothing else.
  [[nodiscard]] bool is_end() const {
    return std::holds_alternative<Reject>(request) ||
           std::holds_alternative<Withdraw>(request);
  }
  // What it did is none of money.
  [[nodiscard]] bool is_of_money() const {
    return !is_proposal && !is_end() &&
           !std::holds_alternative<ClosePeriod>(request) &&
           !std::holds_alternative<ReopenPeriod>(request) &&
           !std::holds_alternative<SetLimits>(request);
  }
  // It did something, is neither reversed nor a reversal: together they do
  // nothing.
  [[nodiscard]] bool stands() const {
    return !reversal.has_value() && !is_reversal() && !is_proposal && !is_end();
  }
};

// From an entry on, the month that was closed last; nothing where none is.
struct ClosedThrough {
  int64_t sequence = 0;
  std::optional<int> month;
};

struct NotedDebt {
  int64_t sequence = 0;
  int posted = 0;
  Owe owe;
};

struct Notes {
  // No request means a day after `today`; `clerk` records and proposes
  // everything.
  Notes(int last_day, std::string subject)
      : today(last_day), clerk(std::move(subject)), journal(last_day) {}

  int today;
  std::string clerk;
  // By sequence; and the last of all, also of those that were refused. The
  // first made the county.
  std::map<int64_t, NotedEntry> entries;
  int64_t head = 1;
  // In their order; and the months that were ever closed, with the first time.
  std::vector<ClosedThrough> closed_through;
  std::map<int, int64_t> periods;
  // The months that somebody closed and nobody opened again.
  std::set<int> closed;
  // With the entries that made them.
  std::map<std::string, int64_t> purposes;
  std::map<std::string, int64_t> funds;
  std::map<std::string, NotedAppropriation> appropriations;
  // In the order they were recorded.
  std::vector<Dated> adjustments;
  std::set<std::string> documents;
  // Folded; of those that stand.
  std::set<std::string> document_numbers;
  std::map<std::string, NotedAllocation> allocations;
  std::map<std::string, NotedOrder> orders;
  // By label.
  std::map<std::string, NotedArrival> arrivals;
  std::map<std::string, NotedPayment> payments;
  std::map<std::string, NotedDebt> debts;
  // By sequence.
  std::map<int64_t, NotedRefund> refunds;
  std::map<std::string, NotedDisbursement> disbursements;
  std::map<std::string, NotedCarryOver> carry_overs;
  // What waits for a second person, or did.
  Waiting waiting;
  Journal journal;

  // The day that it is by now, as `today` was when the history began.
  [[nodiscard]] int day_now() const { return today + waiting.days_gone(); }

  [[nodiscard]] std::optional<int> last_closed() const {
    return closed_through.empty() ? std::nullopt : closed_through.back().month;
  }
  [[nodiscard]] bool IsClosed(int day) const { return PostingDay(day) != day; }
  // The day from which what happened on a day counts: that day, or the first
  // open one.
  [[nodiscard]] int PostingDay(int day) const {
    return last_closed() == 0 ? std::max(day, kNewYear) : day;
  }

  // Whether what an entry made is there, and was not reversed; of a proposal,
  // whether it waits.
  [[nodiscard]] bool Stands(int64_t sequence) const {
    const auto found = entries.find(sequence);
    if (found == entries.end()) return true;
    return found->second.is_proposal ? waiting.IsOpen(sequence)
                                     : found->second.stands();
  }
  // Whether what an entry made shows its reversal there.
  [[nodiscard]] bool IsReversedAt(int64_t sequence, Point point) const {
    const auto found = entries.find(sequence);
    return found != entries.end() && found->second.reversal.has_value() &&
           found->second.reversal->IsSeenAt(point);
  }
};

// Null where there is none.
template <typename Noted>
[[nodiscard]] const Noted* Find(const std::map<std::string, Noted>& all,
                                const std::string& name) {
  const auto found = all.find(name);
  return found == all.end() ? nullptr : &found->second;
}

// The line that a payment paid for, of an order that exists.
[[nodiscard]] inline LineAt LineOf(const Notes& notes,
                                   const NotedPayment& payment) {
  return notes.orders.at(payment.order).Line(payment.line);
}

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_NOTES_H_
