// Entries of a line as its daily use and its digest need them.
#ifndef EPILEDGER_SERVICES_SUPPLIES_LINE_EVENTS_H_
#define EPILEDGER_SERVICES_SUPPLIES_LINE_EVENTS_H_

#include <map>
#include <string>
#include <vector>

#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/supplies_event.pb.h"
#include "services/supplies/daily_use.h"

namespace epiledger::supplies {

// Entries of one line by key, in order of time.
using LineEntries = std::map<std::string, v1::LineEntry>;

// Whether it is a count that no other one superseded.
[[nodiscard]] bool IsStandingCount(const v1::LineEntry& entry);
// What a movement changes; 0 for a count.
[[nodiscard]] Amount ChangeOf(const v1::LineEntry& entry);

// The key of the last standing count, or `entries.end()`.
[[nodiscard]] LineEntries::const_iterator LastCountOf(
    const LineEntries& entries);
// The last standing count and what changed since; everything when there is
// none.
[[nodiscard]] Amount StockOf(const LineEntries& entries);

// The same by lot, without those that have none.
[[nodiscard]] std::map<std::string, Amount> StockByLot(
    const LineEntries& entries);

// Counts that stand, and movements.
[[nodiscard]] std::vector<LineEvent> EventsOf(
    const LineEntries& entries, const journal::v1::Genesis& genesis);
// Their use, with the day of the opening when it is among them.
[[nodiscard]] LineUse UseOf(const std::vector<LineEvent>& events,
                            absl::CivilDay first, absl::CivilDay last);

// Days a digest tells the use of.
inline constexpr int kDigestDays = 14;
// The digest of a line whose entries reach back to a count before those days,
// or to the beginning.
[[nodiscard]] v1::LineDigest DigestOf(const LineEntries& entries,
                                      const journal::v1::Genesis& genesis);
// The same of a line that `before` told of, from the entries since: its last
// count, after which nothing was recorded then, and what comes after it.
[[nodiscard]] v1::LineDigest DigestAfter(const v1::LineDigest& before,
                                         const LineEntries& since,
                                         const journal::v1::Genesis& genesis);
// The last count of a digest that has one and knows its sequence, as far as
// stock is told from it.
[[nodiscard]] v1::CountEntry LastCountOf(const v1::LineDigest& digest);
// The use a digest tells of.
[[nodiscard]] LineUse UseOf(const v1::LineDigest& digest, absl::CivilDay first,
                            absl::CivilDay last);

// A civil day as days since 1970-01-01.
[[nodiscard]] int64_t ToNumber(absl::CivilDay day);
[[nodiscard]] absl::CivilDay ToDay(int64_t number);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_LINE_EVENTS_H_
