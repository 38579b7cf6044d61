#include "tests/faults/county_names.h"

#include "absl/time/civil_time.h"
#include "services/text.h"

namespace epiledger::faults {
namespace {

constexpr absl::CivilDay kFirstDay(2020, 1, 20);

}  // namespace

std::string CountyName() { return Concat("counties/", kCounty); }

std::string NameOf(std::string_view collection, std::string_view id) {
  return Concat(CountyName(), "/", collection, "/", id);
}

std::string AllocationName(std::string_view document) {
  return Concat(NameOf("documents", document), "/allocations/1");
}

std::string BookName() { return NameOf("books", "funding"); }

google::type::Money MoneyOf(int64_t fen) {
  google::type::Money money;
  money.set_currency_code("CNY");
  money.set_units(fen / 100);
  money.set_nanos(static_cast<int32_t>(fen % 100) * 10'000'000);
  return money;
}

int64_t FenOf(const google::type::Money& money) {
  return money.units() * 100 + money.nanos() / 10'000'000;
}

google::type::Date DayOf(int days) {
  const absl::CivilDay day = kFirstDay + days;
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace epiledger::faults
