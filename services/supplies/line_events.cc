#include "services/supplies/line_events.h"

#include <algorithm>
#include <iterator>

#include "services/book/genesis.h"
#include "services/supplies/count_figures.h"
#include "services/supplies/supplies_names.h"

namespace epiledger::supplies {
namespace {

absl::CivilDay DayOf(const std::string& key,
                     const journal::v1::Genesis& genesis) {
  return book::CivilDayAt(genesis, absl::FromUnixMicros(PositionOfEntry(key)));
}

// The first of the days a digest tells the use of.
absl::CivilDay FirstDay(absl::CivilDay last) { return last - kDigestDays + 1; }

void AddUse(const LineUse& use, absl::CivilDay day, v1::LineDigest& digest) {
  for (int i = 0; i < kDigestDays; ++i) {
    const auto found = use.days.find(day - i);
    const bool is_known = found != use.days.end();
    digest.add_daily_use(is_known ? found->second.use : -1);
    if (is_known && found->second.says_nothing) digest.add_says_nothing(i);
  }
  if (use.opening_day.has_value()) {
    digest.set_opening_day(ToNumber(*use.opening_day));
  }
}

// A digest without use; `last` is the last standing count.
v1::LineDigest StockDigestOf(const LineEntries& entries,
                             LineEntries::const_iterator last,
                             const journal::v1::Genesis& genesis) {
  v1::LineDigest digest;
  digest.set_free(StockOf(entries));
  if (last == entries.end()) return digest;
  const v1::LineEntry& entry = last->second;
  digest.set_last_count(entry.count().count());
  digest.set_subject(entry.count().subject());
  digest.set_position(PositionOfEntry(last->first));
  digest.set_day(ToNumber(DayOf(last->first, genesis)));
  if (std::next(last) == entries.end()) {
    digest.set_count_sequence(entry.sequence());
  }
  return digest;
}

// What a line used before its first event, a count, and since. That day's use
// may go on, and what came in on it was perhaps not known.
void AddUseBefore(const LineUse& before, const std::vector<LineEvent>& events,
                  LineUse& use) {
  for (const auto& [day, of] : before.days) {
    DayOfUse& sum = use.days[day];
    sum.use += of.use;
    sum.says_nothing =
        of.says_nothing && std::none_of(events.begin(), events.end(),
                                        [day = day](const LineEvent& event) {
                                          return event.change > 0 &&
                                                 event.day == day;
                                        });
  }
  if (!use.opening_day.has_value()) use.opening_day = before.opening_day;
}

}  // namespace

bool IsStandingCount(const v1::LineEntry& entry) {
  return entry.has_count() && !entry.count().is_superseded();
}

Amount ChangeOf(const v1::LineEntry& entry) {
  Amount sum = 0;
  for (const v1::LotChange& change : entry.movement().changes()) {
    sum += change.amount();
  }
  return sum;
}

LineEntries::const_iterator LastCountOf(const LineEntries& entries) {
  for (auto it = entries.end(); it != entries.begin();) {
    if (IsStandingCount((--it)->second)) return it;
  }
  return entries.end();
}

Amount StockOf(const LineEntries& entries) {
  Amount stock = 0;
  for (auto it = entries.rbegin(); it != entries.rend(); ++it) {
    if (IsStandingCount(it->second)) {
      return stock + it->second.count().quantity();
    }
    stock += ChangeOf(it->second);
  }
  return stock;
}

std::map<std::string, Amount> StockByLot(const LineEntries& entries) {
  std::map<std::string, Amount> stock;
  const auto add = [&stock](const auto& changes) {
    for (const v1::LotChange& change : changes) {
      stock[change.lot()] += change.amount();
    }
  };
  auto entry = LastCountOf(entries);
  if (entry == entries.end()) {
    entry = entries.begin();
  } else {
    add(entry->second.count().balances());
  }
  for (; entry != entries.end(); ++entry) {
    add(entry->second.movement().changes());
  }
  std::erase_if(stock, [](const auto& lot) { return lot.second == 0; });
  return stock;
}

std::vector<LineEvent> EventsOf(const LineEntries& entries,
                                const journal::v1::Genesis& genesis) {
  std::vector<LineEvent> events;
  for (const auto& [key, entry] : entries) {
    if (entry.has_count() && !IsStandingCount(entry)) continue;
    LineEvent& event = events.emplace_back();
    event.day = DayOf(key, genesis);
    event.is_count = entry.has_count();
    event.change = ChangeOf(entry);
    if (!event.is_count) continue;
    const v1::CountEntry& count = entry.count();
    const CountFigures figures = FiguresOf(count);
    event.is_opening = count.is_opening();
    event.quantity = count.quantity();
    event.use = figures.use;
    if (count.surplus_reason() == v1::SURPLUS_REASON_EARLIER_MISCOUNT) {
      event.earlier_miscount = figures.surplus - figures.late_surplus;
    }
  }
  return events;
}

LineUse UseOf(const std::vector<LineEvent>& events, absl::CivilDay first,
              absl::CivilDay last) {
  LineUse use;
  use.days = DailyUseOf(events, first, last);
  for (const LineEvent& event : events) {
    if (event.is_opening && event.day >= first) use.opening_day = event.day;
  }
  return use;
}

v1::LineDigest DigestOf(const LineEntries& entries,
                        const journal::v1::Genesis& genesis) {
  const auto last = LastCountOf(entries);
  v1::LineDigest digest = StockDigestOf(entries, last, genesis);
  const std::vector<LineEvent> events = EventsOf(entries, genesis);
  digest.set_is_empty(events.empty());
  if (last == entries.end()) return digest;
  const absl::CivilDay day = ToDay(digest.day());
  AddUse(UseOf(events, FirstDay(day), day), day, digest);
  return digest;
}

v1::LineDigest DigestAfter(const v1::LineDigest& before,
                           const LineEntries& since,
                           const journal::v1::Genesis& genesis) {
  v1::LineDigest digest = StockDigestOf(since, LastCountOf(since), genesis);
  const std::vector<LineEvent> events = EventsOf(since, genesis);
  const absl::CivilDay day = ToDay(digest.day());
  LineUse use = UseOf(events, FirstDay(day), day);
  AddUseBefore(UseOf(before, FirstDay(day), day), events, use);
  AddUse(use, day, digest);
  return digest;
}

v1::CountEntry LastCountOf(const v1::LineDigest& digest) {
  v1::CountEntry count;
  count.set_count(digest.last_count());
  count.set_subject(digest.subject());
  count.set_quantity(digest.free());
  for (const v1::LineDigest::LotBalance& lot : digest.lots()) {
    v1::LotChange& balance = *count.add_balances();
    balance.set_lot(lot.lot());
    balance.set_amount(lot.amount());
  }
  return count;
}

LineUse UseOf(const v1::LineDigest& digest, absl::CivilDay first,
              absl::CivilDay last) {
  LineUse use;
  const absl::CivilDay newest = ToDay(digest.day());
  for (int i = 0; i < digest.daily_use_size(); ++i) {
    const absl::CivilDay day = newest - i;
    if (day < first || day > last || digest.daily_use(i) < 0) continue;
    use.days[day].use = digest.daily_use(i);
  }
  for (const int i : digest.says_nothing()) {
    const auto found = use.days.find(newest - i);
    if (found != use.days.end()) found->second.says_nothing = true;
  }
  if (digest.has_opening_day() && ToDay(digest.opening_day()) >= first) {
    use.opening_day = ToDay(digest.opening_day());
  }
  return use;
}

int64_t ToNumber(absl::CivilDay day) {
  return day - absl::CivilDay(1970, 1, 1);
}

absl::CivilDay ToDay(int64_t number) {
  return absl::CivilDay(1970, 1, 1) + number;
}

}  // namespace epiledger::supplies
