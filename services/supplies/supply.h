// Supply: how long a stock lasts, from its daily use.
//
//   burn rate      = mean use over the known days of the window that ends with
//                    the last count's date
//   days of supply = free / burn rate, floored to tenths; bands compare the
//                    exact fraction
//   stock-out date = last count's date + days of supply
//
// What is not known stays unknown and is never infinite.
#ifndef EPILEDGER_SERVICES_SUPPLIES_SUPPLY_H_
#define EPILEDGER_SERVICES_SUPPLIES_SUPPLY_H_

#include <optional>

#include "absl/time/civil_time.h"
#include "epiledger/supplies/v1/supplies.pb.h"
#include "google/type/date.pb.h"
#include "services/supplies/daily_use.h"

namespace epiledger::supplies {

// The settings of a county that has set none, without a name.
[[nodiscard]] v1::SupplySettings DefaultSettings();

struct SupplyFacts {
  Amount free = 0;
  // Absent: never counted.
  std::optional<absl::CivilDay> last_count;
  absl::CivilDay today;
  // Of the window: settings.window_days() days up to `last_count`.
  DailyUse use;
};

[[nodiscard]] v1::Supply SupplyOf(const SupplyFacts& facts,
                                  const v1::SupplySettings& settings);

// Whether a count of that day is stale.
[[nodiscard]] bool IsStale(absl::CivilDay last_count, absl::CivilDay today,
                           const v1::SupplySettings& settings);

[[nodiscard]] google::type::Date ToDate(absl::CivilDay day);

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_SUPPLY_H_
