// The sections of a bulletin that are made of figures, one function each. Pure.
#ifndef EPILEDGER_SERVICES_GATEWAY_BULLETIN_SECTIONS_H_
#define EPILEDGER_SERVICES_GATEWAY_BULLETIN_SECTIONS_H_

#include "epiledger/command/v1/bulletin.pb.h"
#include "services/gateway/bulletin/county_facts.h"
#include "services/gateway/bulletin/words.h"

namespace epiledger::gateway {

// How the reports of the day come in; what headquarters says is not in it.
[[nodiscard]] command::v1::BulletinSection OrganizationSection(
    const CountyFacts& facts, const Words& words);
[[nodiscard]] command::v1::BulletinSection ScreeningSection(
    const CountyFacts& facts, const Words& words);
[[nodiscard]] command::v1::BulletinSection ControlSection(
    const CountyFacts& facts, const Words& words);
// Money by document and purpose and what it became, stock by item, what runs
// out.
[[nodiscard]] command::v1::BulletinSection FundingSection(
    const CountyFacts& facts, const Words& words);
// Totals, ratios, the four-in-place as facilities say and as is recorded, and
// whose figures are old or missing.
[[nodiscard]] command::v1::BulletinSection HospitalSection(
    const CountyFacts& facts, const Words& words);
// Findings that are not closed, contradictions, what facilities lack, overdue
// reports with whom to ask, requests that nobody answered, stock that is out.
[[nodiscard]] command::v1::BulletinSection ProblemsSection(
    const CountyFacts& facts, const Words& words);

}  // namespace epiledger::gateway

#endif  // EPILEDGER_SERVICES_GATEWAY_BULLETIN_SECTIONS_H_
