#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> ArrivalTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"noun arrival", "What the stores received of orders", "合同/订单到货"},
      {"arrival list", "List arrivals, and what of them does not fit",
       "列出到货及不符事项"},
      {"arrival get", "Show an arrival", "查看到货"},
      {"arrival retry", "Decide anew what did not fit its order",
       "对不符部分重新核对"},
      {"arrival resolve", "Say how what did not fit was resolved",
       "登记不符事项的处理结果"},

      {"ARRIVAL", "The arrival", "到货"},
      {"--of-facility", "Only of this facility", "只列此机构的"},

      {"quantity_known", "Known", "已登记"},
      {"quantity_accrued", "Accrued now", "本次应付"},
      {"quantity_left", "Does not fit", "不符数量"},
      {"accrual", "Accrual", "应付记录"},
      {"arrival_date", "Date", "日期"},
      {"source", "Recorded as", "来源记录"},
      {"problem", "Why", "不符原因"},
      {"refused_by", "Rule", "规则"},
      {"followed_time", "Matched up to", "已核对至"},
      {"resolved_by", "Resolved by", "处理人"},
      {"resolve_time", "Resolved at", "处理时间"},

      {"epiledger.funding.v1.Arrival.KIND_RECEIVED", "received", "到货"},
      {"epiledger.funding.v1.Arrival.KIND_SENT_BACK", "sent back", "退货"},
      {"epiledger.funding.v1.Arrival.KIND_CONTRADICTED", "contradicted",
       "与盘点不符"},
      {"epiledger.funding.v1.Arrival.STATE_MATCHED", "matched", "相符"},
      {"epiledger.funding.v1.Arrival.STATE_OPEN", "open", "待处理"},
      {"epiledger.funding.v1.Arrival.STATE_RESOLVED", "resolved", "已处理"},
      {"epiledger.funding.v1.Arrival.PROBLEM_UNKNOWN_ORDER", "no such order",
       "无此合同/订单"},
      {"epiledger.funding.v1.Arrival.PROBLEM_UNKNOWN_LINE", "no such line",
       "无此行"},
      {"epiledger.funding.v1.Arrival.PROBLEM_OTHER_ITEM", "another item",
       "品种不符"},
      {"epiledger.funding.v1.Arrival.PROBLEM_UNKNOWN_PRICE", "no price",
       "无单价"},
      {"epiledger.funding.v1.Arrival.PROBLEM_OVER_DELIVERED",
       "more than ordered", "超过订购数量"},
      {"epiledger.funding.v1.Arrival.PROBLEM_REFUSED", "refused by a rule",
       "不符合规则"},
      {"epiledger.funding.v1.Arrival.PROBLEM_SENT_BACK", "sent back", "已退货"},
      {"epiledger.funding.v1.Arrival.PROBLEM_SOURCE_LOST",
       "lost by a restore of the supplies service", "物资服务恢复后无此记录"},
      {"epiledger.funding.v1.Arrival.PROBLEM_CONTRADICTED",
       "not in stock by the count", "与盘点不符"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
