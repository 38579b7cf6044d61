#include "tests/models/funding/carry.h"

#include <algorithm>

#include "tests/models/funding/cash.h"

namespace epiledger::ladder {
namespace {

// Whether an order ever drew on an allocation: where it has gone on by now, the
// days before still show it.
bool HasDrawnOn(const NotedOrder& noted, const std::string& allocation) {
  return noted.Line(1).allocations().contains(allocation);
}

// Whether the order has something open there.
bool AddOrder(const Notes& notes, const NotedOrder& noted,
              const std::string& allocation, Point point, Leftover& left) {
  bool is_open = false;
  for (int number = 1; number <= noted.lines(); ++number) {
    const LineAt at = noted.Line(number);
    const Standing standing = at.In(allocation, notes.journal, point);
    const int64_t bound = standing.taken - standing.paid();
    left.held += standing.held();
    left.prepaid += standing.prepaid();
    left.accrued += standing.accrued();
    left.bound_by_purpose[at.line().purpose] += bound;
    is_open = is_open || bound > 0;
  }
  return is_open;
}

}  // namespace

Leftover LeftoverOf(const Notes& notes, const NotedAllocation& allocation,
                    int day) {
  const Point point = {.day = day};
  Leftover left;
  const auto add_share = [&](const std::string& purpose) {
    const auto sum = [&](Kind kind) {
      return notes.journal.Sum({kind, allocation.name, purpose, ""}, point);
    };
    left.available_by_purpose[purpose] = sum(Kind::kAvailable);
    left.available += sum(Kind::kAvailable);
    left.frozen += sum(Kind::kFrozen);
  };
  add_share(kRest);
  for (const Share& share : allocation.grant.shares) add_share(share.purpose);
  for (const auto& [id, noted] : notes.orders) {
    if (!HasDrawnOn(noted, allocation.name)) continue;
    if (AddOrder(notes, noted, allocation.name, point, left)) {
      left.orders.push_back(id);
    }
  }
  const Cash cash = CashOf(notes.journal, allocation.name, point);
  left.disbursed = cash.disbursed();
  left.advanced = cash.advanced();
  left.waiting = WaitingOf(notes, allocation, point);
  return left;
}

namespace {

// What is left, as one figure after the other.
std::vector<int64_t> FiguresOf(const Notes& notes,
                               const NotedAllocation& allocation, int day) {
  const Leftover left = LeftoverOf(notes, allocation, day);
  std::vector<int64_t> figures = {left.frozen, left.waiting, left.disbursed,
                                  left.advanced};
  for (const auto& [purpose, fen] : left.available_by_purpose) {
    figures.push_back(fen);
  }
  for (const auto& [id, noted] : notes.orders) {
    if (!HasDrawnOn(noted, allocation.name)) continue;
    for (int number = 1; number <= noted.lines(); ++number) {
      const LineAt at = noted.Line(number);
      const Point point = {.day = day};
      const Standing standing = at.In(allocation.name, notes.journal, point);
      figures.insert(figures.end(),
                     {standing.held(), standing.prepaid(), standing.accrued(),
                      notes.journal.Sum(
                          at.PotIn(allocation.name, Kind::kUndivided), point)});
    }
  }
  return figures;
}

}  // namespace

bool ChangesLater(const Notes& notes, const NotedAllocation& allocation,
                  int day) {
  const auto then = FiguresOf(notes, allocation, day);
  for (int later = day + 1; later <= notes.today; ++later) {
    if (FiguresOf(notes, allocation, later) != then) return true;
  }
  return false;
}

// What paid for goods that had arrived was paid for good. Of what was paid
// ahead comes back first what went along; but goods that get cheaper must be
// there, on that day and every later one, and may be the old year's alone.
int64_t BroughtAlong(const Notes& notes, const NotedPayment& payment,
                     const Coming& coming) {
  if (payment.order.empty()) return 0;
  const NotedOrder& noted = notes.orders.at(payment.order);
  if (noted.carried() == nullptr ||
      payment.made.sequence > noted.carried()->sequence) {
    return 0;
  }
  const LineAt at = noted.Line(payment.line);
  // Some of it may stand ahead by now: what arrived was reversed, and it went
  // along.
  if (payment.kind == NotedPayment::Kind::kSettlement) {
    return std::min(coming.fen,
                    at.In(payment.allocation, notes.journal, {}).paid());
  }
  const int64_t along = notes.journal.Sum(at.PotOf(Kind::kAlong), {});
  const int64_t goods = notes.journal.LeastFrom(coming.day, [&](Point point) {
    return at.In(at.home(), notes.journal, point).arrived();
  });
  return std::max<int64_t>({coming.fen - along, coming.cheaper - goods, 0});
}

}  // namespace epiledger::ladder
