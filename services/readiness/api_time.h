// Times and dates between the API's messages and ours.
#ifndef EPILEDGER_SERVICES_READINESS_API_TIME_H_
#define EPILEDGER_SERVICES_READINESS_API_TIME_H_

#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/type/date.pb.h"
#include "services/timestamps.h"

namespace epiledger::readiness {

[[nodiscard]] google::type::Date ToDate(absl::CivilDay day);
// The day of a date that exists.
[[nodiscard]] absl::CivilDay ToDay(const google::type::Date& date);
// `2020-02-01`.
[[nodiscard]] std::string ToText(absl::CivilDay day);
// `2020-02-01T02:00:00Z`, for figures of a refusal.
[[nodiscard]] std::string ToText(absl::Time time);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_API_TIME_H_
