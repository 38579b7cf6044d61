#include "clients/cli/audit/book_days.h"

#include <algorithm>
#include <map>
#include <utility>

#include "clients/cli/audit/frame.h"
#include "clients/cli/tables/cell.h"
#include "clients/cli/terminal/exit.h"
#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr std::string_view kEffects = "epiledger.journal.v1.Effects";
// Counts in days, the pieces of an order too; the others in instants.
constexpr std::string_view kServiceOfDays = "funding";

absl::CivilDay DayOf(const journal::v1::Movement& movement,
                     std::string_view service, const absl::TimeZone& zone) {
  if (service == kServiceOfDays) {
    return absl::CivilDay(1970, 1, 1) + movement.position();
  }
  return absl::ToCivilDay(absl::FromUnixMicros(movement.position()), zone);
}

std::string WhatItMade(const Frame& frame,
                       const journal::v1::Effects& effects) {
  if (effects.resources_size() > 0) {
    return Concat(effects.resources(0).collection(), " ",
                  effects.resources(0).key());
  }
  return frame.method.substr(frame.method.rfind('.') + 1);
}

absl::Status AddEntry(const journal::v1::Entry& entry,
                      const absl::TimeZone& zone, BookDays& book) {
  const absl::StatusOr<Frame> frame = ReadFrame(entry.frame());
  if (!frame.ok()) return At(Concat(entry.sequence()), frame.status());
  if (frame->event_type != kEffects) return absl::OkStatus();
  journal::v1::Effects effects;
  if (!effects.ParseFromString(frame->event)) {
    return At(Concat(entry.sequence()), Usage("NO_FRAME"));
  }
  std::map<absl::CivilDay, EntryDay> days;
  for (const journal::v1::Movement& movement : effects.movements()) {
    book.accounts.insert({movement.source(), movement.target()});
    book.units.insert(movement.unit());
    days[DayOf(movement, frame->service, zone)].movements.push_back(movement);
  }
  for (auto& [day, moved] : days) {
    moved.day = day;
    moved.sequence = frame->sequence;
    moved.request_id = frame->request_id;
    moved.subject = frame->subject;
    moved.what = WhatItMade(*frame, effects);
    book.days.push_back(std::move(moved));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<BookDays> ReadBookDays(Book& book, const absl::TimeZone& zone) {
  const auto checkpoint = book.Checkpoint();
  if (!checkpoint.ok()) return checkpoint.status();
  BookDays days;
  const absl::Status status =
      book.ReadEntries(0, checkpoint->sequence(), checkpoint->incarnation(),
                       [&](const journal::v1::Entry& entry) {
                         return AddEntry(entry, zone, days);
                       });
  if (!status.ok()) return status;
  std::stable_sort(days.days.begin(), days.days.end(),
                   [](const EntryDay& a, const EntryDay& b) {
                     return std::pair(a.day, a.sequence) <
                            std::pair(b.day, b.sequence);
                   });
  return days;
}

std::string UngroupedAmount(std::string_view unit, int64_t amount) {
  return PlainNumber({amount, unit == kMoneyUnit ? 2 : 0});
}

}  // namespace epiledger::cli
