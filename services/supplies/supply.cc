#include "services/supplies/supply.h"

#include <algorithm>

#include "services/limits.h"

namespace epiledger::supplies {
namespace {

// Days of supply as a fraction; both parts stay below 10^15 × 60.
struct Days {
  Amount numerator = 0;
  Amount denominator = 1;

  [[nodiscard]] bool IsBelow(int64_t days) const {
    return numerator < days * denominator;
  }
  [[nodiscard]] int64_t tenths() const {
    return numerator / denominator * 10 +
           numerator % denominator * 10 / denominator;
  }
};

v1::Supply::Band BandOf(const Days& days, const v1::SupplySettings& settings) {
  static constexpr v1::Supply::Band kBands[] = {v1::Supply::BAND_CRITICAL,
                                                v1::Supply::BAND_LOW,
                                                v1::Supply::BAND_MODERATE};
  for (int i = 0; i < settings.band_days_size(); ++i) {
    if (days.IsBelow(settings.band_days(i))) return kBands[i];
  }
  return v1::Supply::BAND_AMPLE;
}

void AddDays(const Days& days, const SupplyFacts& facts, v1::Supply& supply) {
  supply.set_days_tenths(days.tenths());
  const int64_t whole = days.tenths() / 10;
  const absl::CivilDay end(limits::kLastYear, 12, 31);
  if (whole > end - *facts.last_count) return;
  const absl::CivilDay stock_out = *facts.last_count + whole;
  *supply.mutable_stock_out_date() = ToDate(stock_out);
  supply.set_days_left(std::max<int64_t>(0, stock_out - facts.today));
}

void AddUse(const DailyUse& use, v1::Supply& supply) {
  for (const auto& [day, of] : use) {
    if (of.says_nothing) {
      supply.set_left_out_days(supply.left_out_days() + 1);
    } else {
      supply.set_known_days(supply.known_days() + 1);
      supply.set_use(supply.use() + of.use);
    }
  }
}

}  // namespace

v1::SupplySettings DefaultSettings() {
  v1::SupplySettings settings;
  settings.set_window_days(7);
  settings.set_stale_days(2);
  for (const int days : {3, 7, 14}) settings.add_band_days(days);
  return settings;
}

v1::Supply SupplyOf(const SupplyFacts& facts,
                    const v1::SupplySettings& settings) {
  v1::Supply supply;
  supply.set_window_days(settings.window_days());
  supply.set_state(v1::Supply::STATE_UNKNOWN);
  supply.set_band(v1::Supply::BAND_UNKNOWN);
  if (!facts.last_count.has_value()) return supply;
  AddUse(facts.use, supply);
  if (supply.use() > 0) {
    supply.set_state(IsStale(*facts.last_count, facts.today, settings)
                         ? v1::Supply::STATE_ESTIMATED
                         : v1::Supply::STATE_KNOWN);
    const Days days{facts.free * supply.known_days(), supply.use()};
    supply.set_band(BandOf(days, settings));
    AddDays(days, facts, supply);
  } else if (supply.known_days() == settings.window_days()) {
    supply.set_state(v1::Supply::STATE_NO_USE);
  }
  if (facts.free == 0) supply.set_band(v1::Supply::BAND_OUT);
  return supply;
}

bool IsStale(absl::CivilDay last_count, absl::CivilDay today,
             const v1::SupplySettings& settings) {
  return today - last_count > settings.stale_days();
}

google::type::Date ToDate(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

}  // namespace epiledger::supplies
