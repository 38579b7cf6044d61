#include "tests/models/supplies/line.h"

#include <algorithm>
#include <iterator>

namespace epiledger::goods {

int64_t SumOf(const std::vector<Pieces>& all) {
  int64_t sum = 0;
  for (const Pieces& pieces : all) sum += pieces.amount;
  return sum;
}

int64_t Finding::Booked() const { return SumOf(booked); }

int64_t Finding::use() const {
  return is_opening ? 0 : std::max<int64_t>(0, -Booked());
}

int64_t Finding::surplus() const {
  return is_opening ? 0 : std::max<int64_t>(0, Booked());
}

int64_t Finding::opening() const { return is_opening ? Booked() : 0; }

int64_t Finding::late_surplus() const {
  return std::max<int64_t>(0, surplus() - own_surplus);
}

int Line::CountBefore(int hour) const {
  const auto next = findings.lower_bound(hour);
  return next == findings.begin() ? kNever : std::prev(next)->first;
}

int Line::CountFrom(int hour) const {
  const auto next = findings.lower_bound(hour);
  return next == findings.end() ? kEnd : next->first;
}

int64_t Line::ExpectedAt(int hour) const {
  const int before = CountBefore(hour);
  int64_t expected = before == kNever ? 0 : findings.at(before).pieces;
  for (const Passing& passing : passings) {
    if (passing.hour > before && passing.hour <= hour) {
      expected += passing.change;
    }
  }
  return expected;
}

int64_t Line::NeededAfter(int hour) const {
  const int next = hour == kEnd ? kEnd : CountFrom(hour + 1);
  std::map<std::string, std::map<int, int64_t>> changes;
  for (const Passing& passing : passings) {
    if (passing.hour <= hour || passing.hour > next) continue;
    changes[passing.lot][passing.hour] += passing.change;
  }
  int64_t needed = 0;
  for (const auto& [lot, by_hour] : changes) {
    int64_t sum = 0;
    int64_t lowest = 0;
    for (const auto& [at, change] : by_hour) {
      lowest = std::min(lowest, sum += change);
    }
    needed -= lowest;
  }
  return needed;
}

std::map<std::string, int64_t> Line::LotsAt(int hour) const {
  std::map<std::string, int64_t> lots;
  for (const Passing& passing : passings) {
    if (passing.hour <= hour) lots[passing.lot] += passing.change;
  }
  for (const auto& [at, finding] : findings) {
    if (at > hour) break;
    for (const Pieces& pieces : finding.booked) {
      lots[pieces.lot] += pieces.amount;
    }
  }
  return lots;
}

int64_t Line::StockAt(int hour) const {
  int64_t sum = 0;
  for (const auto& [lot, amount] : LotsAt(hour)) sum += amount;
  return sum;
}

bool Line::IsKnownAt(int hour) const {
  return (!findings.empty() && findings.begin()->first <= hour) ||
         std::any_of(passings.begin(), passings.end(),
                     [hour](const Passing& p) { return p.hour <= hour; });
}

}  // namespace epiledger::goods
