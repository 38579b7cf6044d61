#include "clients/cli/nouns/nouns.h"
#include "clients/cli/nouns/overview_views.h"

namespace epiledger::cli {
namespace {

std::vector<View> CountyViews() {
  return {
      MoneyPart(),
      {"money.summary.documents",
       {"number", "title", "total.allocated", "total.paid", "total.available"}},
      {"money.summary.purposes",
       {"purpose", "display_name", "available", "paid"}},
      SuppliesPart(),
      ShortageView(),
      ReadinessPart(),
      {"readiness.summary.facilities",
       {"facility", "display_name", "today:owed", "last_due:due",
        "report.figures.beds_staffed", "report.figures.beds_occupied",
        "report.figures.four_in_place.personnel",
        "report.figures.four_in_place.equipment",
        "report.figures.four_in_place.medicines",
        "report.figures.four_in_place.duty", "is_stale"}},
      OverdueView(),
  };
}

}  // namespace

CommandTable OverviewCommands() {
  return {
      {.noun = "overview",
       .verb = "county",
       .method = "epiledger.command.v1.CommandService.GetOverview",
       .views = CountyViews(),
       .past = Past::kKnownTime,
       .example = "overview county --as-of-recorded '2020-02-01 08:00'"},
      {.noun = "overview",
       .verb = "facility",
       .method = "epiledger.command.v1.CommandService.GetFacility",
       .flags = {{"FACILITY", "name"}},
       .views = FacilityViews(),
       .past = Past::kKnownTime,
       .example = "overview facility people-hospital"},
  };
}

}  // namespace epiledger::cli
