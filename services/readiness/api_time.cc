#include "services/readiness/api_time.h"

namespace epiledger::readiness {

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

absl::CivilDay ToDay(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

std::string ToText(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string ToText(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d%ET%H:%M:%SZ", time, absl::UTCTimeZone());
}

}  // namespace epiledger::readiness
