#include "clients/cli/nouns/nouns.h"

namespace epiledger::cli {
namespace {

const std::vector<std::string_view>& ItemColumns() {
  static const std::vector<std::string_view> columns = {
      "name",      "display_name",       "kind",           "category",
      "base_unit", "packs.display_name", "standards.text", "surplus_tolerance"};
  return columns;
}

}  // namespace

CommandTable ItemCommands() {
  return {
      {.noun = "item",
       .verb = "create",
       .method = "epiledger.supplies.v1.SuppliesService.CreateItem",
       .flags = {{"ID", "item_id"},
                 {"--name", "item.display_name"},
                 {"--kind", "item.kind"},
                 {"--unit", "item.base_unit"},
                 {"--category", "item.category"},
                 {"--pack", "item.packs"},
                 {"--standard", "item.standards"},
                 {"--tolerance", "item.surplus_tolerance"}},
       .views = {{"item", ItemColumns()}},
       .example = "item create n95 --name N95医用防护口罩 --kind consumable "
                  "--unit 只 --pack box=20:盒 --standard 'GB 19083-2010'"},
      {.noun = "item",
       .verb = "get",
       .method = "epiledger.supplies.v1.SuppliesService.GetItem",
       .flags = {{"ITEM", "name"}},
       .views = {{"", ItemColumns()}},
       .example = "item get n95"},
      {.noun = "item",
       .verb = "list",
       .method = "epiledger.supplies.v1.SuppliesService.ListItems",
       .views = {{"items", ItemColumns()}},
       .example = "item list"},
  };
}

}  // namespace epiledger::cli
