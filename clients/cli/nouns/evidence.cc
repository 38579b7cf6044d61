#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

// What facilities say of themselves beside what is recorded.
const std::vector<View>& StandingViews() {
  static const std::vector<View> views = {
      {"standings",
       {"facility:display", "dimension", "self_assessment", "self_date",
        "standing", "contradiction", "reasons", "reason_count"}},
      {"supplies", {"status.state", "status.feed_time"}, "SUPPLIES_PART"},
      {"readiness", {"status.state", "status.feed_time"}, "READINESS_PART"}};
  return views;
}

const std::vector<View>& EvidenceViews() {
  static const std::vector<View> views = {
      {"evidence",
       {"facility", "dimension", "standing", "reasons", "checks", "rules.name",
        "rules.version"}},
      {"", {"ready", "at_risk", "unknown", "not_ready", "judge_time"}}};
  return views;
}

}  // namespace

CommandTable EvidenceCommands() {
  return {
      {.noun = "evidence",
       .verb = "list",
       .method = "epiledger.command.v1.CommandService.GetOverview",
       .views = StandingViews(),
       .past = Past::kKnownTime,
       .example = "evidence list"},
      {.noun = "evidence",
       .verb = "get",
       .method = "epiledger.command.v1.CommandService.GetFacility",
       .flags = {{"FACILITY", "name"}},
       .views = StandingViews(),
       .past = Past::kKnownTime,
       .example = "evidence get people-hospital"},
      {.noun = "evidence",
       .verb = "supplies",
       .method =
           "epiledger.supplies.v1.SupplyEvidenceService.ListSupplyEvidence",
       .flags = {{"--of-facility", "facility"}},
       .views = EvidenceViews(),
       .past = Past::kTime,
       .example = "evidence supplies --of-facility people-hospital"},
      {.noun = "evidence",
       .verb = "readiness",
       .method = "epiledger.readiness.v1.ReadinessEvidenceService."
                 "ListReadinessEvidence",
       .flags = {{"--of-facility", "facility"}},
       .views = EvidenceViews(),
       .past = Past::kTime,
       .example = "evidence readiness --as-of-time '2020-02-01 08:00'"},
  };
}

}  // namespace epiledger::cli
