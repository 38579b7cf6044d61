#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> CatalogueTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      // The catalogue.
      {"item update",
       "Change what is said of an item; what is not named stays, and `none` "
       "takes it back",
       "修改品种；未填写的保持不变，填 none 则清空"},
      {"item import",
       "Record the items of a spreadsheet saved as CSV: all of them, or none "
       "where a cell is bad or a line is refused. Safe to repeat by the same "
       "person",
       "从表格（CSV）导入品种：全部登记；如有错误或有行被拒绝，则全部不登记。"
       "同一人可重复执行"},
      {"item import FILE", "The file, such as items.csv", "文件，如 items.csv"},
      {"item list --kind", "Only of this kind: consumable or durable",
       "仅限该类别：consumable 消耗品或 durable 耐用品"},
      {"item list --category", "Only of this category", "仅限该分类"},
      {"item update --revision",
       "The revision that is replaced; the one that stands unless given",
       "被修改的版本，缺省为当前版本"},
      {"--english-name", "Name in English", "英文名称"},
      {"--shelf-life", "How long it keeps, in months", "保质期（月）"},
      {"--substitute", "An item that may be used in its place; once for each",
       "可替代它的品种，可重复"},
      {"english_name", "English name", "英文名称"},
      {"packs", "Packs", "包装"},
      {"standards", "Standards", "标准"},
      {"shelf_life_months", "Shelf life (months)", "保质期（月）"},
      {"substitutes", "Substitutes", "替代品"},

      // Sheets of items.
      {"SHEET_FITS_LINES", "{path}: {lines} lines; all fit.",
       "{path}：共 {lines} 行，格式无误。"},
      {"SHEET_ASKED_LINES",
       "Whether an id is in use already is told when it is recorded.",
       "标识是否已被使用，在登记时判断。"},
      {"IMPORT_DONE_LINES",
       "{lines} lines: {accepted} recorded, {replayed} recorded before, "
       "{refused} refused.",
       "共 {lines} 行：本次登记 {accepted} 行，此前已登记 {replayed} "
       "行，被拒绝 "
       "{refused} 行。"},
      {"SHEET_BAD_KIND",
       "is `{found}`; 消耗品 or 耐用品 (consumable or durable) is expected",
       "为“{found}”，应为消耗品或耐用品"},
      {"SHEET_BAD_PACKS",
       "is `{found}`; packs are expected, parted by commas, each with its id, "
       "what is in it and its name, such as box=20:盒,carton=400:箱",
       "为“{found}”，应为以逗号分隔的包装，各含标识、数量、名称，如 "
       "box=20:盒,carton=400:箱"},
      {"SHEET_BAD_STANDARDS",
       "is `{found}`; standards are expected, parted by commas, such as GB "
       "19083-2010 or `GB 2626-2019@2020-07-01..` with the days they hold",
       "为“{found}”，应为以逗号分隔的标准，如 GB 19083-2010，或带有效期的 "
       "“GB 2626-2019@2020-07-01..”"},
      {"SHEET_LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
      {"SHEET_OWN_SUBSTITUTE",
       "names `{found}` itself; other items that may be used in its place are "
       "expected",
       "为该品种自身“{found}”，应为可替代它的其他品种"},
      {"SHEET_STANDARD_REVERSED",
       "lets {found} end before it begins; the first day stands in front of "
       "the `..`",
       "{found} 的结束日期早于开始日期，应先写开始日期"},
      {"SHEET_BAD_MONTHS",
       "is `{found}`; a number of months is expected, such as 24",
       "为“{found}”，应为月数，如 24"},
      {"SHEET_BAD_ITEMS",
       "is `{found}`; ids of items are expected, parted by commas, such as "
       "kn95,n95",
       "为“{found}”，应为以逗号分隔的品种标识，如 kn95,n95"},

      // Equipment.
      {"noun equipment", "Durable units and whether they work", "设备"},
      {"equipment create",
       "Put a unit in service, out of a store or from elsewhere",
       "登记设备投入使用（出库或其他来源）"},
      {"equipment state", "Say that a unit works, is broken or was given up",
       "登记设备状态：完好、故障或报废"},
      {"equipment get", "Show a unit and what became of it", "查看设备"},
      {"equipment list", "List a facility's units", "列出机构的设备"},
      {"equipment count", "Count a facility's units by item and state",
       "按品种和状态统计机构的设备"},
      {"UNIT", "The unit, such as people-hospital/acf4ee19-0000000023",
       "设备，如 people-hospital/acf4ee19-0000000023"},
      {"--item", "Only of this item", "仅限该品种"},
      {"--serial-number", "Serial number, as printed on it", "出厂编号"},
      {"--store", "The store it is taken from; none: see --origin",
       "出自的库房；不出自库房时填 --origin"},
      {"--lot", "The lot it is taken from", "所属批次"},
      {"equipment create --origin",
       "Of one that never was in a store: commitment, donor, opening or "
       "unfunded",
       "不出自库房的来源：commitment 合同/订单、donor 捐赠、opening 期初、"
       "unfunded 垫付"},
      {"equipment create --state", "in-service, working or broken",
       "in-service 在用、working 完好或 broken 故障"},
      {"equipment state --state", "working, broken, scrapped or in-service",
       "working 完好、broken 故障、scrapped 报废或 in-service 在用"},
      {"serial_number", "Serial number", "出厂编号"},
      {"service_time", "In service since", "投入使用"},
      {"state_time", "Since", "状态起始"},
      {"lot", "Lot", "批次"},
      {"in_service", "In service", "在用"},
      {"working", "Working", "完好"},
      {"broken", "Broken", "故障"},
      {"scrapped", "Scrapped", "报废"},
      {"epiledger.supplies.v1.EQUIPMENT_STATE_IN_SERVICE", "in service",
       "在用"},
      {"epiledger.supplies.v1.EQUIPMENT_STATE_WORKING", "working", "完好"},
      {"epiledger.supplies.v1.EQUIPMENT_STATE_BROKEN", "broken", "故障"},
      {"epiledger.supplies.v1.EQUIPMENT_STATE_SCRAPPED", "scrapped", "报废"},
      {"epiledger.supplies.v1.Movement.KIND_PUT_IN_SERVICE", "put in service",
       "投入使用"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
