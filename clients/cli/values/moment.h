// Dates and times as people type and read them, in the county's zone.
#ifndef EPILEDGER_CLIENTS_CLI_VALUES_MOMENT_H_
#define EPILEDGER_CLIENTS_CLI_VALUES_MOMENT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

namespace epiledger::cli {

// `+08:00`, `-03:30`, `Z`: a fixed offset, at most 14 hours.
[[nodiscard]] absl::StatusOr<absl::TimeZone> ParseZone(std::string_view text);

// `2020-02-01`, a day the calendar has; `today` and `yesterday` by `now`.
[[nodiscard]] absl::StatusOr<google::type::Date> ParseDate(
    std::string_view text, absl::Time now, const absl::TimeZone& zone);

// `2020-02-01 08:30`, `2020-02-01T08:30:15` in `zone`, or with its own offset
// behind it: `2020-02-01T00:30:15Z`. `now` is `now`.
[[nodiscard]] absl::StatusOr<google::protobuf::Timestamp> ParseTime(
    std::string_view text, absl::Time now, const absl::TimeZone& zone);

// `30m`, `12h`, `7d`, `90s`: a whole number of one unit, more than zero.
[[nodiscard]] absl::StatusOr<absl::Duration> ParseDuration(
    std::string_view text);

// `2020-02-01`.
[[nodiscard]] std::string FormatDate(const google::type::Date& date);
[[nodiscard]] std::string FormatDay(absl::CivilDay day);

// `2020-02-01 08:30:15` in `zone`.
[[nodiscard]] std::string FormatTime(const google::protobuf::Timestamp& time,
                                     const absl::TimeZone& zone);

[[nodiscard]] absl::Time ToTime(const google::protobuf::Timestamp& time);
[[nodiscard]] google::protobuf::Timestamp ToTimestamp(absl::Time time);

}  // namespace epiledger::cli

#endif  // EPILEDGER_CLIENTS_CLI_VALUES_MOMENT_H_
