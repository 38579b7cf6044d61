#include "services/funding/money.h"

#include <string>

#include "absl/time/civil_time.h"
#include "services/funding/funding_names.h"

namespace epiledger::funding {
namespace {

constexpr int64_t kFenPerYuan = 100;
constexpr int32_t kNanosPerFen = 10'000'000;

}  // namespace

ledger::Amount ToFen(const google::type::Money& money) {
  return money.units() * kFenPerYuan + money.nanos() / kNanosPerFen;
}

google::type::Money ToMoney(ledger::Amount fen) {
  google::type::Money money;
  money.set_currency_code(std::string(kUnit));
  money.set_units(fen / kFenPerYuan);
  money.set_nanos(static_cast<int32_t>(fen % kFenPerYuan) * kNanosPerFen);
  return money;
}

ledger::Position ToPosition(const google::type::Date& date) {
  return ledger::Position::FromDay(
      absl::CivilDay(date.year(), date.month(), date.day()));
}

google::type::Date ToDate(ledger::Position position) {
  const absl::CivilDay day = position.day();
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

std::string ToText(ledger::Position position) {
  return absl::FormatCivilTime(position.day());
}

}  // namespace epiledger::funding
