// The county that these tests write to: its names, money and days as the API
// has them.
#ifndef EPILEDGER_TESTS_FAULTS_COUNTY_NAMES_H_
#define EPILEDGER_TESTS_FAULTS_COUNTY_NAMES_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "google/type/date.pb.h"
#include "google/type/money.pb.h"

namespace epiledger::faults {

inline constexpr char kCounty[] = "990101";

// Documents with one allocation each: the one that most pay from, some others,
// and one with too little money for any payment.
inline constexpr char kHot[] = "hot";
inline constexpr const char* kOthers[] = {"d1", "d2", "d3", "d4"};
inline constexpr char kPoor[] = "poor";

[[nodiscard]] std::string CountyName();
// `{collection}/{id}` in the county.
[[nodiscard]] std::string NameOf(std::string_view collection,
                                 std::string_view id);
[[nodiscard]] std::string AllocationName(std::string_view document);
[[nodiscard]] std::string BookName();

[[nodiscard]] google::type::Money MoneyOf(int64_t fen);
[[nodiscard]] int64_t FenOf(const google::type::Money& money);
// So many days after the first, on which all money was allocated.
[[nodiscard]] google::type::Date DayOf(int days);

}  // namespace epiledger::faults

#endif  // EPILEDGER_TESTS_FAULTS_COUNTY_NAMES_H_
