#include "services/host/host_messages.h"

namespace epiledger::host {

absl::Span<const rpc::MessageText> HostMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      {"OTHER_COUNTY", "is `{found}`, which is not of county {county}",
       "为“{found}”，不属于 {county} 县"},
      {"DATE_AHEAD", "is {found}, a day still to come; today is {today}",
       "为 {found}，尚未到来；今天是 {today}"},
      {"TIME_AHEAD", "is {found}, later than now ({now})",
       "为 {found}，晚于现在（{now}）"},
      {"AS_OF_AXIS",
       "is not an axis of this question; ask by date for money, by time for "
       "goods",
       "不适用于本查询；资金按日期查询，物资按时间查询"},
      {"TOO_MANY_LISTED",
       "There are {found} of them, and at most {limit} can be sorted; ask for "
       "one facility.",
       "共有 {found} 条，最多可排序 {limit} 条，请按机构查询。"},
      {"WRONG_SERVICE", "is `{found}`; this is {service}",
       "为“{found}”，本服务为 {service}"},
      {"BAD_COUNTY_CODE", "is `{found}`; a GB/T 2260 code has six digits",
       "为“{found}”，行政区划代码应为六位数字"},
      {"BAD_UTC_OFFSET", "is {found} minutes; it must lie between -720 and 840",
       "为 {found} 分钟，应在 -720 至 840 之间"},
      {"NAME_TAKEN", "{name} exists already.", "“{name}”已存在。"},
      {"COUNTY_EXISTS",
       "County {county} was already created, by another request.",
       "{county} 县已由另一请求创建。"},
      {"REQUEST_ID_REUSED",
       "This request id was used before with another `{field}`. Use a new id "
       "for a new request.",
       "该请求编号此前已用于不同的“{field}”。新的请求请使用新的编号。"},
      {"BATCH_REFUSED",
       "Not recorded, because {element} of the same batch was not accepted. "
       "Its answer says why; the same request id may be sent again in a "
       "mended batch.",
       "未记录：同一批次中的 {element} 未被接受，原因见该项的结果。批次改正后，"
       "可用原请求编号重新提交。"},
      {"OUTCOME_UNKNOWN",
       "Whether this was recorded is not known: the connection to the store "
       "broke at the end, or an earlier call with this id is still under way. "
       "Send the same request id again.",
       "无法确定是否已记录：存储连接在最后时刻中断，或同一编号的先前请求仍在处"
       "理。请用同一请求编号重新发送。"},
      {"CLOCK_BEHIND",
       "The server's clock is behind the book; nothing is recorded until it "
       "is set right.",
       "服务器时钟落后于账簿，校正之前不能记录。"},
      {"BOOK_NOT_FOUND", "There is no such county here ({detail}).",
       "此处没有该县的账簿（{detail}）。"},
      {"STORE_UNAVAILABLE", "The store cannot be reached; try again.",
       "无法连接存储，请重试。"},
      {"STORE_FULL", "The store has no room left; call the operator.",
       "存储空间已满，请联系管理员。"},
      {"BALANCE_TOO_LARGE",
       "This would take account {account} beyond {limit} (in fen or base "
       "units), the largest balance the books keep. Check the amount.",
       "该笔记录将使账户 {account} 的余额超出账簿上限 "
       "{limit}（单位：分或基本单位），请核对金额。"},
      {"ENTRY_TOO_LARGE",
       "This would make {movements} movements at once, more than the {limit} "
       "of one entry. Nothing was recorded; send fewer lines.",
       "本次提交将产生 {movements} 笔变动，超过每条记录 {limit} 笔的上限，"
       "未作记录。请减少行数后分批提交。"},
      {"STORE_BUSY", "The store is busy; try again.", "存储繁忙，请重试。"},
      {"NOT_YET_RECORDED",
       "Entry {found} has not been recorded here yet: the book ends with "
       "entry {head}.",
       "第 {found} 条记录尚未到达：账簿目前到第 {head} 条。"},

      // Four eyes.
      {"state_approved", "approved", "批准"},
      {"state_rejected", "rejected", "驳回"},
      {"state_withdrawn", "withdrawn", "撤回"},
      {"state_expired", "ended as expired", "按过期处理"},
      {"PROPOSAL_NOT_FOUND", "There is no proposal {name}.",
       "找不到待审批事项“{name}”。"},
      {"PROPOSAL_DECIDED",
       "{proposal} was {state:word} already; nothing is left to decide.",
       "{proposal} 已{state:word}，无需再作处理。"},
      {"PROPOSAL_EXPIRED",
       "{proposal} could be approved until {expired}; whoever needs it still "
       "proposes it again.",
       "{proposal} 的审批期限至 {expired}；如仍需办理，请重新提出。"},
      {"PROPOSAL_DIFFERS",
       "The digest {found} is not that of {proposal}, which is {digest}. Read "
       "the proposal again and approve what it says.",
       "摘要 {found} 与 {proposal} 的摘要 {digest} "
       "不符，请重新查看该事项后再审批。"},
      {"PROPOSED_BY_ONESELF",
       "{proposal} is your own: withdraw it, or leave it to somebody else.",
       "{proposal} 为本人提出：请撤回，或由其他人处理。"},
      {"PROPOSED_BY_ANOTHER",
       "{proposal} was proposed by {proposer}, who alone can withdraw it; "
       "reject it instead.",
       "{proposal} 由 {proposer} 提出，只有其本人可以撤回；请改为驳回。"},
      {"APPROVED_BY_ONESELF",
       "{approver} is who records it and cannot approve it as well; it takes "
       "somebody else.",
       "{approver} 为经办人，不得同时作为审批人；须由其他人审批。"},
  };
  return kTexts;
}

}  // namespace epiledger::host
