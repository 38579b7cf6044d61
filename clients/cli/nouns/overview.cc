#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

// Each part with how current it is, for an old figure must look old.
std::vector<View> CountyViews() {
  return {
      {"money", {"status.state", "status.feed_time"}, "MONEY_PART"},
      {"money.summary.documents",
       {"number", "title", "total.allocated", "total.paid", "total.available"}},
      {"money.summary.purposes",
       {"purpose", "display_name", "available", "paid"}},
      {"supplies", {"status.state", "status.feed_time"}, "SUPPLIES_PART"},
      {"supplies.shortages",
       {"facility:display", "item:display", "free", "supply.days_tenths:tenths",
        "supply.days_left", "supply.stock_out_date", "supply.band",
        "last_count_time", "last_count_subject"}},
      {"readiness", {"status.state", "status.feed_time"}, "READINESS_PART"},
      {"readiness.summary.facilities",
       {"facility", "display_name", "today:owed", "last_due:due",
        "report.figures.beds_staffed", "report.figures.beds_occupied",
        "report.figures.four_in_place.personnel",
        "report.figures.four_in_place.equipment",
        "report.figures.four_in_place.medicines",
        "report.figures.four_in_place.duty", "is_stale"}},
      {"readiness.summary.overdue",
       {"facility", "display_name", "missing_from", "missing_days",
        "contact.display_name", "contact.telephone"}},
  };
}

std::vector<View> FacilityViews() {
  return {
      {"money",
       {"status.state", "status.feed_time", "is_partial"},
       "MONEY_PART"},
      {"money.allocations",
       {"name", "fund", "balance.allocated", "balance.paid",
        "balance.available"}},
      {"supplies", {"status.state", "status.feed_time"}, "SUPPLIES_PART"},
      {"supplies.stocks",
       {"item", "free", "knowledge", "supply.days_tenths:tenths",
        "supply.days_left", "supply.stock_out_date", "supply.band",
        "last_count_time", "last_count_subject"}},
      {"readiness", {"status.state", "status.feed_time"}, "READINESS_PART"},
      {"readiness.summary",
       {"display_name", "kind", "today:owed", "last_due:due", "is_stale",
        "contact.display_name", "contact.telephone"}},
      {"readiness.summary.report.figures",
       {"beds_staffed", "beds_occupied", "icu_beds_staffed",
        "icu_beds_occupied", "ventilators_total", "ventilators_in_use",
        "inpatients", "staff_total", "staff_on_duty", "four_in_place.personnel",
        "four_in_place.equipment", "four_in_place.medicines",
        "four_in_place.duty"}},
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
