#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> TraceTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"noun trace", "Money and the goods bought with it", "资金与物资追踪"},
      {"noun donation", "Goods that were given", "捐赠物资"},
      {"trace show",
       "Show where the goods of a document, allocation, order or lot are, and "
       "where their money came from",
       "查看指标文、指标分配、订单或批次的物资去向与资金来源"},
      {"trace places", "List the places of these goods, one in each row",
       "逐行列出这些物资所在之处"},
      {"trace goods", "Show where the pieces of a lot are", "查看批次所在之处"},
      {"donation list", "List what donors gave, and what became of it",
       "列出捐赠物资及使用情况"},
      {"donation publish", "The list of donations as it is made public",
       "生成捐赠物资公示表"},
      {"stock unfunded", "List receipts that name no order and no donor",
       "列出未对应订单或捐赠的入库"},
      {"arrival expected", "List lines of orders that goods are to come of",
       "列出尚未到齐的订单行"},

      {"LOT", "The lot", "批次"},
      {"--by-lot", "Tell places lot by lot", "按批次列出"},

      {"PLACES_PART", "Where the goods are", "物资所在"},
      {"ALLOCATIONS_PART", "Where the money came from", "资金来源"},
      {"LOT_PART", "The lot", "批次"},
      {"DONATIONS_PUBLISHED", "Goods donated, and how they were used",
       "接受社会捐赠物资及使用情况公示"},

      {"place", "Place", "所在"},
      {"value", "Worth", "金额"},
      {"goods.received", "Received", "已入库"},
      {"unmatched", "Not yet matched", "尚未核对"},
      {"unmatched_value", "Not yet matched, worth", "尚未核对金额"},
      {"over_delivered", "Beyond the order", "超订购数量"},
      {"outstanding", "Still to come", "未到数量"},
      {"outstanding_value", "Still to come, worth", "未到金额"},
      {"quantity_matched", "Matched", "已核对"},
      {"in_stores", "In stores", "在库"},
      {"sent_back", "Sent back", "已退回"},
      {"first_receipt_time", "First received", "首次接收"},
      {"last_receipt_time", "Last received", "最近接收"},
      {"data_time", "As recorded up to", "数据截至"},
      {"money_data_time", "Money as recorded up to", "资金数据截至"},
      {"goods_data_time", "Goods as recorded up to", "物资数据截至"},
      {"money_read_at.sequence", "Money, entry", "资金账序号"},
      {"goods_read_at.sequence", "Goods, entry", "物资账序号"},
      {"followed.sequence", "Matched up to entry", "已核对至序号"},

      {"epiledger.supplies.v1.PlacedGoods.PLACE_USED", "used", "已使用"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_ISSUED", "issued", "已领用"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_SCRAPPED", "scrapped",
       "已报废"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_LOST", "lost", "损耗"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_IN_SERVICE", "in service",
       "在用"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_TRANSIT", "on the way", "在途"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_STORE", "in store", "在库"},
      {"epiledger.supplies.v1.PlacedGoods.PLACE_SENT_BACK", "sent back",
       "已退回"},

      {"OPEN_ORDER_LINE",
       "Nothing pays for this yet. {item} is still to come of order "
       "{commitment}, line {line}, of {supplier}: {arrived} of {quantity} have "
       "arrived. If these are its goods, correct the receipt's origin.",
       "此次入库尚无资金来源。订单 {commitment} 第 {line} 行（{supplier}）的 "
       "{item} 尚未到齐：已到 {arrived}，订购 "
       "{quantity}。如属该订单，请更正入库"
       "来源。"},
      {"OPEN_ORDERS_UNKNOWN",
       "Recorded. Which orders such goods are to come of cannot be asked now: "
       "see `epiledger arrival expected`.",
       "已登记。暂时无法查询未到齐的订单，请稍后运行 epiledger arrival expected"
       "。"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
