// Daily use: what a line used on each civil day, as far as counts tell.
//
// The use of the interval between two counts is spread evenly over its civil
// days, the remainder to the earliest. Its days are those after the day of the
// first count up to the day of the second; two counts of one day share that
// day. So every day belongs to the interval that its last count ends, and what
// is left at a count is there for the days that follow.
//
// Pure arithmetic on civil days of the county.
#ifndef EPILEDGER_SERVICES_SUPPLIES_DAILY_USE_H_
#define EPILEDGER_SERVICES_SUPPLIES_DAILY_USE_H_

#include <map>
#include <optional>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "services/ledger/account.h"

namespace epiledger::supplies {

using ledger::Amount;

// One thing known of a line: a count, or a movement.
struct LineEvent {
  absl::CivilDay day;
  bool is_count = false;
  // Of a movement: in (positive) or out (negative).
  Amount change = 0;
  // Of a count: the first of its line.
  bool is_opening = false;
  // Of a count: what was there.
  Amount quantity = 0;
  // Of a count: use of the interval it ends, 0 or more.
  Amount use = 0;
  // Of a count: its surplus by an earlier miscount; it lowers the use of the
  // interval before, not below zero.
  Amount earlier_miscount = 0;
};

struct DayOfUse {
  Amount use = 0;
  // The day began with no stock and had no receipt: it says nothing of demand.
  bool says_nothing = false;

  bool operator==(const DayOfUse&) const = default;
};

// The days on which use is known.
using DailyUse = std::map<absl::CivilDay, DayOfUse>;

// Use on the days from `first` to `last`. `events` are in order of time and
// begin with the last count before `first`, or with the first there is.
[[nodiscard]] DailyUse DailyUseOf(absl::Span<const LineEvent> events,
                                  absl::CivilDay first, absl::CivilDay last);

// A line as part of a facility.
struct LineUse {
  DailyUse days;
  // The day of its opening, when that is among the events: before it, the line
  // was not kept and does not make a day unknown.
  std::optional<absl::CivilDay> opening_day;
};

// Use of lines taken together: known on the days on which it is of all lines.
// A day says nothing when it says nothing of all.
[[nodiscard]] DailyUse Together(absl::Span<const LineUse> lines);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_DAILY_USE_H_
