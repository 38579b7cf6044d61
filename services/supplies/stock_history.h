// Stock history: what became of a line's stock, civil day by civil day, and of
// several lines together.
//
// Stock is what the books say of an instant: the last count, and what was
// recorded since. What counts book as use lies on the day of the count, so that
//
//   closing = opening + what came − what went + what the counts of the day
//   found
//
// while use by day is spread as daily_use.h says. Before the first count of a
// line nothing is known of it but what was recorded. Pure arithmetic.
#ifndef EPILEDGER_SERVICES_SUPPLIES_STOCK_HISTORY_H_
#define EPILEDGER_SERVICES_SUPPLIES_STOCK_HISTORY_H_

#include <map>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"
#include "epiledger/journal/v1/entry.pb.h"
#include "epiledger/supplies/v1/need.pb.h"
#include "services/supplies/daily_use.h"
#include "services/supplies/line_events.h"

namespace epiledger::supplies {

struct LineDay {
  Amount opening = 0;
  Amount closing = 0;
  // What is there of each lot at the end.
  std::map<std::string, Amount> lots;
  v1::StockHistory::Flows flows;
  // A count that stands was made on that day.
  bool is_counted = false;
  // One was made before the day, or until its end.
  bool is_known_at_opening = false;
  bool is_known = false;
};

// Whether both ends of a shipment, `{facility}/{store}/{id}`, are among the
// stores looked at.
using IsWithin = absl::FunctionRef<bool(const std::string& shipment)>;

// A line on the days from `first` to `last`. `entries` begin with a count
// before `first`, or with the first there is.
[[nodiscard]] std::vector<LineDay> LineDaysOf(
    const LineEntries& entries, const journal::v1::Genesis& genesis,
    absl::CivilDay first, absl::CivilDay last, IsWithin is_within);

// A line as a part of a history.
struct LineHistory {
  std::vector<LineDay> days;
  // What of each day's closing stock can be given out.
  std::vector<Amount> usable;
  // Of the days on which it is known.
  DailyUse use;
  // Whether a count stands at the point asked about: a line that is counted is
  // not kept before its first count; of another nobody ever knows.
  bool is_ever_counted = false;
};

// Lines together, on the days from `first` on; as many days as each line has.
[[nodiscard]] v1::StockHistory HistoryOf(absl::Span<const LineHistory> lines,
                                         absl::CivilDay first, int64_t days);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_STOCK_HISTORY_H_
