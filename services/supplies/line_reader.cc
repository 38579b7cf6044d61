#include "services/supplies/line_reader.h"

#include <algorithm>
#include <utility>

#include "services/book/genesis.h"
#include "services/supplies/count_figures.h"

namespace epiledger::supplies {
namespace {

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

}  // namespace

LineReader::LineReader(ledger::Snapshot& snapshot,
                       const journal::v1::Genesis& genesis, LineName line,
                       const v1::LineRecord& record, int64_t until)
    : snapshot_(snapshot),
      genesis_(genesis),
      line_(std::move(line)),
      until_(until),
      months_(record.months().begin(), record.months().end()) {
  while (!months_.empty() && months_.back() > MonthOf(until_)) {
    months_.pop_back();
  }
}

absl::CivilDay LineReader::DayOf(int64_t position) const {
  return book::CivilDayAt(genesis_, absl::FromUnixMicros(position));
}

absl::StatusOr<bool> LineReader::LoadMonth() {
  if (months_.empty()) return false;
  const std::string prefix = MonthPath(line_.path(), months_.back()) + "/";
  months_.pop_back();
  const absl::Status status = snapshot_.List(
      kLineEntries, ledger::ResourceRange::Under(prefix),
      [&](const ledger::ResourceRow& row) {
        if (PositionOfEntry(row.name) > until_) return absl::OkStatus();
        v1::LineEntry entry;
        entry.ParseFromString(row.body);
        const bool is_gone = entry.has_count() && !IsStandingCount(entry);
        if (!is_gone) entries_.emplace(row.name, std::move(entry));
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  return true;
}

absl::Status LineReader::Load() {
  while (!last_count_.has_value()) {
    const absl::StatusOr<bool> more = LoadMonth();
    if (!more.ok()) return more.status();
    FindStock();
    if (!*more) break;
  }
  return absl::OkStatus();
}

void LineReader::FindStock() {
  free_ = 0;
  for (auto it = entries_.rbegin(); it != entries_.rend(); ++it) {
    if (IsStandingCount(it->second)) {
      const int64_t position = PositionOfEntry(it->first);
      last_count_ = {position, DayOf(position), it->second.count()};
      free_ += last_count_->entry.quantity();
      return;
    }
    free_ += ChangeOf(it->second);
  }
}

absl::Status LineReader::LoadBefore(absl::CivilDay day) {
  const auto is_far_enough = [&] {
    return std::any_of(entries_.begin(), entries_.end(), [&](const auto& e) {
      return IsStandingCount(e.second) && DayOf(PositionOfEntry(e.first)) < day;
    });
  };
  while (!is_far_enough()) {
    const absl::StatusOr<bool> more = LoadMonth();
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  return absl::OkStatus();
}

std::vector<LineEvent> LineReader::Events() const {
  std::vector<LineEvent> events;
  for (const auto& [key, entry] : entries_) {
    LineEvent& event = events.emplace_back();
    event.day = DayOf(PositionOfEntry(key));
    event.is_count = entry.has_count();
    if (!event.is_count) {
      event.change = ChangeOf(entry);
      continue;
    }
    const CountFigures figures = FiguresOf(entry.count());
    event.is_opening = entry.count().is_opening();
    event.quantity = entry.count().quantity();
    event.use = figures.use;
    if (entry.count().surplus_reason() == v1::SURPLUS_REASON_EARLIER_MISCOUNT) {
      event.earlier_miscount = figures.surplus - figures.late_surplus;
    }
  }
  return events;
}

LineUse LineReader::UseOn(absl::CivilDay first, absl::CivilDay last) const {
  const std::vector<LineEvent> events = Events();
  LineUse use;
  use.days = DailyUseOf(events, first, last);
  for (const LineEvent& event : events) {
    if (event.is_opening) use.opening_day = event.day;
  }
  return use;
}

}  // namespace epiledger::supplies
