#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> ApprovalTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"WAITS_FOR_SECOND_PERSON",
       "Not done yet: it waits for somebody else to approve it.",
       "尚未办理：须由其他人审批。"},
      {"WOULD_PAY", "It would pay:", "拟支付："},
      {"WOULD_ORDER", "It would order:", "拟签订："},
      {"WOULD_CARRY", "It would give back to the fund:", "拟交回资金来源："},
      {"WOULD_CHANGE", "It would change:", "拟变动："},
      {"WOULD_SET", "It would set these limits:", "拟设限额："},
      {"IN_PLACE_OF", "In place of:", "现行限额："},
      {"HOLDS_MEANWHILE", "Until it ends it holds:", "待审批期间占用："},
      {"IMPORT_PROPOSED",
       "Rows {rows} are above the county's limit: they are not paid yet and "
       "wait for somebody else (`proposal list --state open`).",
       "第 {rows} 行超过本县限额，尚未支付，须由其他人审批（见 `proposal list "
       "--state open`）。"},

      {"noun proposal", "What waits for a second person", "待审批事项"},
      {"proposal list", "List proposals", "列出待审批事项"},
      {"proposal get", "Show what a proposal would do", "查看待审批事项"},
      {"proposal approve", "Approve somebody else's proposal, as it was seen",
       "审批他人提出的事项"},
      {"proposal reject", "Reject somebody else's proposal", "驳回"},
      {"proposal withdraw", "Take back one's own proposal", "撤回本人的事项"},
      {"noun limits", "From which amount on a second person must approve",
       "审批限额"},
      {"limits get", "Show the limits", "查看限额"},
      {"limits set", "Propose other limits", "提出修改限额"},
      {"limits near", "List what came near a limit and needed nobody else",
       "列出接近限额的业务"},

      {"PROPOSAL", "The proposal", "待审批事项"},
      {"--digest", "Its digest, as `proposal get` shows it, 64 hex digits",
       "该事项的摘要（见 proposal get），64 位十六进制"},
      {"proposal list --state",
       "open, approved, rejected, withdrawn or expired",
       "open 待审批、approved 已批准、rejected 已驳回、withdrawn "
       "已撤回、expired "
       "已过期"},
      {"--expiring-hours", "Only open ones that expire within so many hours",
       "仅限在若干小时内到期的待审批事项"},
      {"limits set --payment",
       "Most yuan one person may pay to one payee out of one allocation "
       "within the window; no limit unless given",
       "一人在时间窗内从同一指标向同一收款人支付的上限（元），缺省为不限"},
      {"limits set --commitment", "The same of orders from one supplier",
       "向同一供应商订货的上限，缺省为不限"},
      {"--transfer", "The same of transfers to one allocation",
       "向同一指标调剂的上限，缺省为不限"},
      {"--recall", "The same of recalls", "收回的上限，缺省为不限"},
      {"--window-hours", "Hours over which amounts add up, 1 to 72",
       "累计时间窗（小时），1 至 72"},
      {"--expiry-hours", "Hours after which a proposal expires, 1 to 720",
       "待审批事项的有效期（小时），1 至 720"},
      {"--near-percent", "Per cent of a limit from which on a sum is near it",
       "接近限额的百分比"},

      {"limit", "Limit", "限额"},
      {"lately", "Lately", "近期累计"},
      {"sum", "Sum", "累计"},
      {"proposer", "Proposed by", "经办人"},
      {"propose_time", "Proposed", "提出时间"},
      {"age_hours", "Hours old", "已过小时"},
      {"decider", "Decided by", "处理人"},
      {"decide_time", "Decided", "处理时间"},
      {"result", "Result", "办理结果"},
      {"digest", "Digest", "摘要"},
      {"proposed", "Proposed", "待审批占用"},
      {"transfer", "Transfer", "调剂"},
      {"recall", "Recall", "收回"},
      {"window_hours", "Window, hours", "时间窗（小时）"},
      {"expiry_hours", "Expiry, hours", "有效期（小时）"},
      {"near_percent", "Near from, per cent", "接近限额（%）"},

      {"epiledger.funding.v1.Proposal.STATE_OPEN", "open", "待审批"},
      {"epiledger.funding.v1.Proposal.STATE_APPROVED", "approved", "已批准"},
      {"epiledger.funding.v1.Proposal.STATE_REJECTED", "rejected", "已驳回"},
      {"epiledger.funding.v1.Proposal.STATE_WITHDRAWN", "withdrawn", "已撤回"},
      {"epiledger.funding.v1.Proposal.STATE_EXPIRED", "expired", "已过期"},
      {"epiledger.funding.v1.Proposal.KIND_PAYMENT", "payment", "支付"},
      {"epiledger.funding.v1.Proposal.KIND_COMMITMENT", "commitment",
       "合同/订单"},
      {"epiledger.funding.v1.Proposal.KIND_TRANSFER", "transfer", "调剂"},
      {"epiledger.funding.v1.Proposal.KIND_RECALL", "recall", "收回"},
      {"epiledger.funding.v1.Proposal.KIND_LIMITS", "limits", "限额"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
