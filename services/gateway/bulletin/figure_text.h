// How a bulletin spells figures. Pure.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_FIGURE_TEXT_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_FIGURE_TEXT_H_

#include <cstdint>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "google/type/money.pb.h"

namespace epiledger::gateway {

// `1,988`.
[[nodiscard]] std::string NumberText(int64_t number);
// `2020-02-01`; empty for no date.
[[nodiscard]] std::string DateText(const google::type::Date& date);
// `2020-02-01 08:00` in the county's zone.
[[nodiscard]] std::string MomentText(const google::protobuf::Timestamp& time,
                                     absl::TimeZone zone);
// `2.5`.
[[nodiscard]] std::string TenthsText(int64_t tenths);
// `85.9%` of a whole over 0, rounded to the nearest.
[[nodiscard]] std::string PercentText(int64_t part, int64_t whole);
// In fen.
[[nodiscard]] int64_t FenOf(const google::type::Money& money);
[[nodiscard]] google::type::Date DateOf(absl::CivilDay day);
[[nodiscard]] absl::CivilDay DayOf(const google::type::Date& date);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_FIGURE_TEXT_H_
