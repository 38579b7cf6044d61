// Dates of the API as civil days, and back.
#ifndef EPILEDGER_SERVICES_GATEWAY_DATES_H_
#define EPILEDGER_SERVICES_GATEWAY_DATES_H_

#include "absl/time/civil_time.h"
#include "google/type/date.pb.h"

namespace epiledger::gateway {

[[nodiscard]] inline absl::CivilDay ToCivilDay(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

[[nodiscard]] inline google::type::Date ToCivilDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_DATES_H_
