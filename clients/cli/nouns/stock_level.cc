#include "clients/cli/nouns/nouns.h"
#include "epiledger/supplies/v1/need_service.pb.h"

namespace epiledger::cli {
namespace {

const std::vector<View>& StockLevelViews() {
  static const std::vector<View> views = {
      {"stock_level",
       {"name", "item", "store", "min_total", "max_total", "order_pack",
        "order_pack_size", "withdrawn", "note"}}};
  return views;
}

absl::Status SayWithdrawn(const Arguments&, const ValueContext&,
                          google::protobuf::Message& request) {
  static_cast<supplies::v1::SetStockLevelRequest&>(request)
      .mutable_stock_level()
      ->set_withdrawn(true);
  return absl::OkStatus();
}

}  // namespace

CommandTable StockLevelCommands() {
  return {
      {.noun = "stock-level",
       .verb = "set",
       .method = "epiledger.supplies.v1.NeedService.SetStockLevel",
       .flags = {{"ITEM", "stock_level.item"},
                 {"--store", "stock_level.store"},
                 {"--min", "stock_level.min", true},
                 {"--max", "stock_level.max", true},
                 {"--order-pack", "stock_level.order_pack"},
                 {"--note", "stock_level.note"}},
       .views = StockLevelViews(),
       .example = "stock-level set n95 --facility people-hospital --store "
                  "people-hospital/pharmacy --min 200 --max '8 box' "
                  "--order-pack box"},
      {.noun = "stock-level",
       .verb = "withdraw",
       .method = "epiledger.supplies.v1.NeedService.SetStockLevel",
       .flags = {{"ITEM", "stock_level.item"},
                 {"--store", "stock_level.store"},
                 {"--note", "stock_level.note"}},
       .views = StockLevelViews(),
       .example = "stock-level withdraw n95 --facility people-hospital --store "
                  "people-hospital/pharmacy",
       .fill = SayWithdrawn},
      {.noun = "stock-level",
       .verb = "list",
       .method = "epiledger.supplies.v1.NeedService.ListStockLevels",
       .flags = {{"FACILITY", "facility"}, {"--item", "item"}},
       .views = {{"stock_levels",
                  {"name", "item", "store", "min_total", "max_total",
                   "order_pack", "order_pack_size", "subject", "record_time",
                   "note"}}},
       .example = "stock-level list people-hospital"},
  };
}

}  // namespace epiledger::cli
