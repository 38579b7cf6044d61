// Times and dates as messages carry them, and times as positions: microseconds
// since 1970-01-01 UTC.
#ifndef EPILEDGER_SERVICES_SUPPLIES_TIMES_H_
#define EPILEDGER_SERVICES_SUPPLIES_TIMES_H_

#include <cstdint>

#include "absl/time/civil_time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "services/timestamps.h"

namespace epiledger::supplies {

inline constexpr int64_t kMicrosPerSecond = 1'000'000;
inline constexpr int64_t kNanosPerMicro = 1'000;

[[nodiscard]] inline int64_t ToPosition(
    const google::protobuf::Timestamp& time) {
  return time.seconds() * kMicrosPerSecond + time.nanos() / kNanosPerMicro;
}

[[nodiscard]] inline google::protobuf::Timestamp ToTimestamp(int64_t position) {
  return epiledger::ToTimestamp(absl::FromUnixMicros(position));
}

[[nodiscard]] inline absl::CivilDay ToCivilDay(const google::type::Date& date) {
  return absl::CivilDay(date.year(), date.month(), date.day());
}

}  // namespace epiledger::supplies

#endif  // EPILEDGER_SERVICES_SUPPLIES_TIMES_H_
