// Instants between the API's messages and absl, to the microsecond.
#ifndef EPILEDGER_SERVICES_TIMESTAMPS_H_
#define EPILEDGER_SERVICES_TIMESTAMPS_H_

#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"

namespace epiledger {

[[nodiscard]] inline google::protobuf::Timestamp ToTimestamp(absl::Time time) {
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t seconds = absl::ToUnixSeconds(time);
  google::protobuf::Timestamp timestamp;
  timestamp.set_seconds(seconds);
  timestamp.set_nanos(
      static_cast<int32_t>((micros - seconds * 1'000'000) * 1'000));
  return timestamp;
}

[[nodiscard]] inline absl::Time ToTime(
    const google::protobuf::Timestamp& timestamp) {
  return absl::FromUnixSeconds(timestamp.seconds()) +
         absl::Nanoseconds(timestamp.nanos());
}

}  // namespace epiledger

#endif  // EPILEDGER_SERVICES_TIMESTAMPS_H_
