// Calendar: the model's days as those of the service. Day 0 is the week before
// a year ends, so that a history has two of them.
#ifndef EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CALENDAR_H_
#define EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CALENDAR_H_

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/funding/funding_fixture.h"
#include "tests/models/funding/requests.h"

namespace epiledger::ladder {

inline constexpr absl::CivilDay kDayZero =
    absl::CivilDay(2021, 1, 1) - kNewYear;

[[nodiscard]] inline google::type::Date DateOf(int day) {
  return funding::Day(kDayZero + day);
}

// `2020-12` of the month that ends with the old year, and so on.
[[nodiscard]] inline std::string MonthName(int month) {
  if (month == kNoMonth) return "2020-13";
  return absl::FormatCivilTime(absl::CivilMonth(kDayZero + kNewYear) - 1 +
                               month);
}

// Eight o'clock in a service's county, UTC+8, and a little later, so that whole
// minutes after it never end a half hour.
[[nodiscard]] inline absl::Time MorningOf(int day) {
  return absl::FromCivil(absl::CivilSecond(kDayZero + day),
                         absl::UTCTimeZone()) +
         absl::Seconds(30);
}

}  // namespace epiledger::ladder

#endif  // EPILEDGER_TESTS_MODELS_FUNDING_SERVICE_CALENDAR_H_
