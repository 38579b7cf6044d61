#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {

CommandTable StoreCommands() {
  return {
      {.noun = "store",
       .verb = "create",
       .method = "epiledger.supplies.v1.SuppliesService.CreateStore",
       .flags = {{"ID", "store_id"},
                 {"--name", "store.display_name"},
                 {"--kind", "store.kind"}},
       .views = {{"store", {"name", "display_name", "kind"}}},
       .example =
           "store create pharmacy --facility people-hospital --name 药房 "
           "--kind pharmacy"},
      {.noun = "store",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetStore",
       .flags = {{"STORE", "name"}},
       .views = {{"", {"name", "display_name", "kind"}}},
       .example = "store get people-hospital/pharmacy"},
      {.noun = "store",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListStores",
       .views = {{"stores", {"name", "display_name", "kind"}}},
       .example = "store list --facility people-hospital"},
  };
}

}  // namespace epiledger::cli
