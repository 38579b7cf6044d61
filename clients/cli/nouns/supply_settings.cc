#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable SupplySettingsCommands() {
  return {
      {.noun = "supply-settings",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetSupplySettings",
       .views = {{"",
                  {"window_days", "stale_days", "band_days", "target_days"}}},
       .example = "supply-settings get"},
      {.noun = "supply-settings",
       .verb = "set",
       .method = "epiledger.supplies.v1.SuppliesService.UpdateSupplySettings",
       .flags = {{"--window-days", "supply_settings.window_days"},
                 {"--stale-days", "supply_settings.stale_days"},
                 {"--band-days", "supply_settings.band_days"},
                 {"--target-days", "supply_settings.target_days"}},
       .views = {{"supply_settings",
                  {"window_days", "stale_days", "band_days", "target_days"}}},
       .example = "supply-settings set --window-days 7 --stale-days 2 "
                  "--band-days 3 --band-days 7 --band-days 14 "
                  "--target-days 14"},
  };
}

}  // namespace epiledger::cli
