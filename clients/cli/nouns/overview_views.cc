#include "clients/cli/nouns/overview_views.h"

namespace epiledger::cli {

View MoneyPart() {
  return {"money", {"status.state", "status.feed_time"}, "MONEY_PART"};
}

View SuppliesPart() {
  return {"supplies", {"status.state", "status.feed_time"}, "SUPPLIES_PART"};
}

View ReadinessPart() {
  return {"readiness", {"status.state", "status.feed_time"}, "READINESS_PART"};
}

View ShortageView() {
  return {
      "supplies.shortages",
      {"facility:display", "item:display", "free", "supply.days_tenths:tenths",
       "supply.days_left", "supply.stock_out_date", "supply.band",
       "last_count_time", "last_count_subject"}};
}

View OverdueView() {
  return {"readiness.summary.overdue",
          {"facility", "display_name", "missing_from", "missing_days",
           "contact.display_name", "contact.telephone"}};
}

std::vector<View> FacilityViews() {
  return {
      {"money",
       {"status.state", "status.feed_time", "is_partial"},
       "MONEY_PART"},
      {"money.allocations",
       {"name", "fund", "balance.allocated", "balance.paid",
        "balance.available"}},
      SuppliesPart(),
      {"supplies.stocks",
       {"item", "free", "knowledge", "supply.days_tenths:tenths",
        "supply.days_left", "supply.stock_out_date", "supply.band",
        "last_count_time", "last_count_subject"}},
      ReadinessPart(),
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

}  // namespace epiledger::cli
