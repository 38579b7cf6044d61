// Requests that close months and open them again.
#include "tests/models/funding/office.h"

namespace epiledger::ladder {

// Not for long: of the old year little can be done meanwhile.
Request Office::NewPeriod() {
  const auto last = notes_.last_closed();
  const int any =
      dice_.Chance(8) ? kNoMonth : static_cast<int>(dice_.Between(-3, 1));
  if (last.has_value() && (*last == 0 || dice_.Chance(30))) {
    if (dice_.Chance(20)) return ClosePeriod{any};
    return ReopenPeriod{dice_.Chance(75) ? *last : any};
  }
  if (dice_.Chance(15)) return ReopenPeriod{any};
  const int next = last.has_value() ? *last + 1 : 0;
  return ClosePeriod{dice_.Chance(75) ? next : any};
}

}  // namespace epiledger::ladder
