#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable ConservationCommands() {
  return {
      {.noun = "conservation",
       .verb = "get",
       .method = "epiledger.supplies.v1.ConservationService.GetConservation",
       .flags = {{"--item", "item"}},
       .views = {{"items",
                  {"item", "display_name", "opening", "received", "found",
                   "used", "issued", "lost", "in_service", "scrapped",
                   "on_hand", "in_transit", "returned", "residue",
                   "on_hand_residue"}},
                 {"shipments",
                  {"shipment", "to_store", "item", "shipped", "accepted",
                   "not_arrived", "settled", "in_transit", "residue"},
                  "on their way"},
                 {"",
                  {"items_with_residue", "shipment_lines",
                   "shipment_lines_with_residue"}}},
       .past = Past::kTime,
       .example = "conservation get --item n95"}};
}

}  // namespace epiledger::cli
