#include "services/gateway/patient_use.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>

#include "absl/numeric/int128.h"

namespace epiledger::gateway {
namespace {

using command::v1::PatientUse;
using supplies::v1::StockHistory;
using type::v1::Reading;

using DayKey = std::tuple<int, int, int>;

DayKey KeyOf(const google::type::Date& date) {
  return {date.year(), date.month(), date.day()};
}

// What the reports say of inpatients, by day.
std::map<DayKey, Reading> PatientsOf(
    const readiness::v1::ListReportsResponse& reports) {
  std::map<DayKey, Reading> patients;
  for (const readiness::v1::Report& report : reports.reports()) {
    if (!report.has_figures()) continue;
    patients[KeyOf(report.report_date())] = report.figures().inpatients();
  }
  return patients;
}

PatientUse::Day DayOf(const StockHistory::Day& stock,
                      const std::map<DayKey, Reading>& patients) {
  PatientUse::Day day;
  *day.mutable_date() = stock.date();
  if (stock.has_used() && stock.use_unknown_stores() == 0) {
    day.set_used(stock.used());
  }
  const auto found = patients.find(KeyOf(stock.date()));
  if (found == patients.end()) return day;
  if (found->second.has_value()) day.set_patients(found->second.value());
  day.set_absent_reason(found->second.absent_reason());
  return day;
}

void Count(const StockHistory::Day& stock, PatientUse::Day& day,
           PatientUse& use) {
  use.set_days_use_known(use.days_use_known() + (day.has_used() ? 1 : 0));
  use.set_days_patients_known(use.days_patients_known() +
                              (day.has_patients() ? 1 : 0));
  if (!day.has_used() || !day.has_patients()) return;
  if (stock.says_nothing()) {
    use.set_days_left_out(use.days_left_out() + 1);
    return;
  }
  day.set_matched(true);
  use.set_matched_days(use.matched_days() + 1);
  use.set_used(use.used() + day.used());
  use.set_patient_days(use.patient_days() + day.patients());
}

// In thousandths; both sums are at most 366 × 10^15, and a thousand times as
// much is more than 64 bits hold.
int64_t Thousandths(int64_t used, int64_t patient_days) {
  const absl::int128 exact = absl::int128(used) * 1000 / patient_days;
  return static_cast<int64_t>(std::min<absl::int128>(exact, INT64_MAX));
}

}  // namespace

PatientUse MatchPatients(const supplies::v1::GetStockHistoryResponse& history,
                         const readiness::v1::ListReportsResponse& reports) {
  PatientUse use;
  use.set_item(history.item());
  use.set_base_unit(history.base_unit());
  *use.add_read_at() = history.read_at();
  *use.add_read_at() = reports.read_at();
  const std::map<DayKey, Reading> patients = PatientsOf(reports);
  for (const StockHistory::Day& stock : history.history().days()) {
    PatientUse::Day& day = *use.add_days();
    day = DayOf(stock, patients);
    Count(stock, day, use);
  }
  if (use.patient_days() > 0) {
    use.set_per_patient_thousandths(
        Thousandths(use.used(), use.patient_days()));
  }
  return use;
}

}  // namespace epiledger::gateway
