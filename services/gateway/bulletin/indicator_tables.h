// Totals and ratios of what facilities report, as tables. An indicator of which
// nothing is known has its row all the same.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_INDICATOR_TABLES_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_INDICATOR_TABLES_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/types/span.h"
#include "epiledger/command/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// Ids of what towns report.
inline constexpr std::string_view kScreeningIndicators[] = {
    "people-screened", "people-from-key-regions", "responsible-persons",
    "notices-issued",  "temperature-reports-due", "temperature-reports-made",
    "people-returned", "people-informed-in-time",
};
inline constexpr std::string_view kControlIndicators[] = {
    "checkpoints", "checkpoints-staffed", "places-disinfected"};

// Ids of all other indicators that are added up.
[[nodiscard]] std::vector<std::string> OtherIndicators(
    const CountyFacts& facts);

// Of a county whose readiness was seen.
[[nodiscard]] command::v1::BulletinLine TotalsTable(
    const CountyFacts& facts, const Words& words,
    absl::Span<const std::string> ids);
// The ratios whose part is among `ids`.
[[nodiscard]] command::v1::BulletinLine RatiosTable(
    const CountyFacts& facts, const Words& words,
    absl::Span<const std::string> ids);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_INDICATOR_TABLES_H_
