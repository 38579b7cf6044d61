#include "services/supplies/line_reader.h"

#include <algorithm>
#include <utility>

#include "services/book/genesis.h"

namespace epiledger::supplies {

LineReader::LineReader(ledger::Snapshot& snapshot,
                       const journal::v1::Genesis& genesis, LineName line,
                       const std::optional<v1::LineRecord>& record,
                       int64_t until, std::optional<v1::LineDigest> digest)
    : snapshot_(snapshot),
      genesis_(genesis),
      line_(std::move(line)),
      until_(until),
      digest_(digest.has_value() && digest->has_lots() ? std::move(digest)
                                                       : std::nullopt) {
  if (record.has_value()) SetMonths(*record);
}

void LineReader::SetMonths(const v1::LineRecord& record) {
  months_.emplace(record.months().begin(), record.months().end());
  while (!months_->empty() && months_->back() > MonthOf(until_)) {
    months_->pop_back();
  }
}

absl::Status LineReader::Load() {
  if (digest_.has_value()) {
    LoadDigest();
    return absl::OkStatus();
  }
  LineEntries::const_iterator last;
  while ((last = LastCountOf(entries_)) == entries_.end()) {
    const absl::StatusOr<bool> more = LoadMonth();
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  is_empty_ = entries_.empty();
  lots_ = StockByLot(entries_);
  if (last == entries_.end()) return absl::OkStatus();
  const int64_t position = PositionOfEntry(last->first);
  last_count_ = {position,
                 book::CivilDayAt(genesis_, absl::FromUnixMicros(position)),
                 last->second.count().count(), last->second.count().subject()};
  return absl::OkStatus();
}

void LineReader::LoadDigest() {
  is_empty_ = digest_->is_empty();
  for (const auto& lot : digest_->lots()) lots_[lot.lot()] = lot.amount();
  if (digest_->last_count().empty()) return;
  last_count_ = {digest_->position(), ToDay(digest_->day()),
                 digest_->last_count(), digest_->subject()};
}

absl::StatusOr<bool> LineReader::LoadMonth() {
  if (!months_.has_value()) {
    const auto record = snapshot_.Get<v1::LineRecord>(kLines, line_.path());
    if (!record.ok()) return record.status();
    SetMonths(record->value_or(v1::LineRecord()));
  }
  if (months_->empty()) return false;
  const std::string prefix = MonthPath(line_.path(), months_->back()) + "/";
  months_->pop_back();
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

absl::Status LineReader::LoadBefore(absl::CivilDay day) {
  const absl::Time begin = book::BeginningOf(genesis_, day);
  const auto reaches_back = [&] {
    return std::any_of(entries_.begin(), entries_.end(), [&](const auto& e) {
      return IsStandingCount(e.second) &&
             absl::FromUnixMicros(PositionOfEntry(e.first)) < begin;
    });
  };
  while (!reaches_back()) {
    const absl::StatusOr<bool> more = LoadMonth();
    if (!more.ok()) return more.status();
    if (!*more) break;
  }
  return absl::OkStatus();
}

absl::StatusOr<LineUse> LineReader::UseOn(absl::CivilDay first,
                                          absl::CivilDay last) {
  if (digest_.has_value() && last_count_->day - first < kDigestDays) {
    return UseOf(*digest_, first, last);
  }
  const absl::Status status = LoadBefore(first);
  if (!status.ok()) return status;
  return UseOf(EventsOf(entries_, genesis_), first, last);
}

absl::StatusOr<const LineEntries*> LineReader::EntriesFrom(
    absl::CivilDay first) {
  const absl::Status status = LoadBefore(first);
  if (!status.ok()) return status;
  return &entries_;
}

}  // namespace epiledger::supplies
