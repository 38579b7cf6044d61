#include "services/supplies/daily_use.h"

#include <algorithm>
#include <set>

namespace epiledger::supplies {
namespace {

// An interval between two counts.
struct Interval {
  absl::CivilDay first_count;
  absl::CivilDay last_count;
  Amount stock = 0;  // at the first count
  Amount use = 0;
  std::vector<LineEvent> movements;
};

std::vector<Interval> IntervalsOf(absl::Span<const LineEvent> events) {
  std::vector<Interval> intervals;
  std::optional<Interval> open;
  for (const LineEvent& event : events) {
    if (!event.is_count) {
      if (open.has_value()) open->movements.push_back(event);
      continue;
    }
    if (open.has_value() && !event.is_opening) {
      open->last_count = event.day;
      open->use = event.use;
      if (!intervals.empty()) {
        Amount& before = intervals.back().use;
        before -= std::min(before, event.earlier_miscount);
      }
      intervals.push_back(*std::move(open));
    }
    open = Interval{event.day, event.day, event.quantity, 0, {}};
  }
  return intervals;
}

bool BeganEmpty(const Interval& interval, absl::CivilDay day) {
  Amount stock = interval.stock;
  for (const LineEvent& movement : interval.movements) {
    if (movement.day < day) stock += movement.change;
  }
  return stock == 0;
}

}  // namespace

DailyUse DailyUseOf(absl::Span<const LineEvent> events, absl::CivilDay first,
                    absl::CivilDay last) {
  std::set<absl::CivilDay> receipt_days;
  for (const LineEvent& event : events) {
    if (!event.is_count && event.change > 0) receipt_days.insert(event.day);
  }
  DailyUse days;
  for (const Interval& interval : IntervalsOf(events)) {
    const bool is_one_day = interval.first_count == interval.last_count;
    const absl::CivilDay begin =
        is_one_day ? interval.last_count : interval.first_count + 1;
    const int64_t length = interval.last_count - begin + 1;
    const Amount share = interval.use / length;
    const Amount remainder = interval.use % length;
    for (absl::CivilDay day = std::max(begin, first);
         day <= std::min(interval.last_count, last); ++day) {
      DayOfUse& of = days[day];
      of.use += share + (day - begin < remainder ? 1 : 0);
      if (!is_one_day) {
        of.says_nothing =
            BeganEmpty(interval, day) && !receipt_days.contains(day);
      }
    }
  }
  return days;
}

DailyUse Together(absl::Span<const LineUse> lines) {
  DailyUse together;
  std::map<absl::CivilDay, size_t> known;
  for (const LineUse& line : lines) {
    for (const auto& [day, of] : line.days) {
      const auto [it, is_new] = together.try_emplace(day, of);
      ++known[day];
      if (is_new) continue;
      it->second.use += of.use;
      it->second.says_nothing &= of.says_nothing;
    }
  }
  std::erase_if(together, [&](const auto& entry) {
    size_t needed = 0;
    for (const LineUse& line : lines) {
      const bool was_kept =
          !line.opening_day.has_value() || *line.opening_day < entry.first;
      if (was_kept || line.days.contains(entry.first)) ++needed;
    }
    return known[entry.first] < needed;
  });
  return together;
}

}  // namespace epiledger::supplies
