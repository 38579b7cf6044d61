// What daily reports ask where a county has said nothing else: the indicators
// and forms that every county has without an entry, as a table. Pure.
#ifndef EPILEDGER_SERVICES_READINESS_BUILT_IN_FORMS_H_
#define EPILEDGER_SERVICES_READINESS_BUILT_IN_FORMS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "epiledger/readiness/v1/form.pb.h"

namespace epiledger::readiness {

inline constexpr std::string_view kHospitalDaily = "hospital-daily";
inline constexpr std::string_view kTownDaily = "town-daily";

// Named as those of `county`, an id; in the order of the table.
[[nodiscard]] std::vector<v1::Indicator> BuiltInIndicators(
    std::string_view county);
// One of them, by its id.
[[nodiscard]] std::optional<v1::Indicator> BuiltInIndicator(
    std::string_view county, std::string_view id);
// Each with one version, 1, that holds for all days.
[[nodiscard]] std::vector<v1::Form> BuiltInForms(std::string_view county);
[[nodiscard]] std::optional<v1::Form> BuiltInForm(std::string_view county,
                                                  std::string_view id);

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_BUILT_IN_FORMS_H_
