#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

const std::vector<View>& HistoryViews() {
  static const std::vector<View> views = {
      {"history.days",
       {"date", "opening", "flows.received", "flows.brought_back",
        "flows.moved_in", "flows.moved_out", "flows.between_stores",
        "flows.issued", "flows.sent_back", "flows.lost", "flows.counted_change",
        "closing", "usable", "used", "counted", "without_stock",
        "unknown_stores"}},
      {"history",
       {"days_without_stock", "days_with_stock", "days_unknown", "used",
        "days_use_known"}},
      {"", {"item", "base_unit", "last_count_time"}}};
  return views;
}

}  // namespace

CommandTable NeedCommands() {
  return {
      {.noun = "need",
       .verb = "list",
       .method = "epiledger.supplies.v1.NeedService.ListOrderSuggestions",
       .flags = {{"FACILITY", "facility"},
                 {"--item", "item"},
                 {"--needed", "needed_only"}},
       .views = {{"order_suggestions",
                  {"facility", "store", "item", "order", "order_pack",
                   "order_packs", "reason", "free", "in_transit", "held_for",
                   "asked_for", "projected", "min", "max", "target_days",
                   "supply.days_tenths:tenths", "supply.band", "knowledge",
                   "last_count_age_days"}},
                 {"", {"needed", "unknown", "enough"}}},
       .example = "need list people-hospital --needed"},
      {.noun = "need",
       .verb = "history",
       .method = "epiledger.supplies.v1.NeedService.GetStockHistory",
       .flags = {{"ITEM", "item"},
                 {"--store", "store"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = HistoryViews(),
       .past = Past::kTime,
       .example = "need history n95 --facility people-hospital --from "
                  "2020-01-01 --until 2020-01-31"},
      {.noun = "need",
       .verb = "item",
       .method = "epiledger.supplies.v1.NeedService.GetItemHistory",
       .flags = {{"ITEM", "name"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = HistoryViews(),
       .past = Past::kTime,
       .example = "need item n95 --from 2020-01-01 --until 2020-01-31"},
      {.noun = "need",
       .verb = "patients",
       .method = "epiledger.command.v1.PatientUseService.GetPatientUse",
       .flags = {{"ITEM", "item"},
                 {"--from", "from_date"},
                 {"--until", "to_date"}},
       .views = {{"days",
                  {"date", "used", "patients", "absent_reason", "matched"}},
                 {"",
                  {"item", "base_unit", "per_patient_thousandths:thousandths",
                   "used", "patient_days", "matched_days", "days_use_known",
                   "days_patients_known", "days_left_out"}}},
       .past = Past::kKnownTime,
       .example = "need patients n95 --facility people-hospital --from "
                  "2020-01-01 --until 2020-01-31"},
  };
}

}  // namespace epiledger::cli
