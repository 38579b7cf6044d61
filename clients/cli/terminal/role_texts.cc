#include "clients/cli/terminal/texts.h"

namespace epiledger::cli {

absl::Span<const rpc::MessageText> RoleTexts() {
  static constexpr rpc::MessageText kTexts[] = {
      {"MAY_DO_NOW", "Until then the person may:", "现有权限："},
      {"COULD_DO_THEN", "Once approved the person may:", "批准后权限："},
      {"WAS_ISSUED", "The token that was issued:", "已签发令牌："},

      {"noun subject-proposal",
       "Changes of people's roles that wait for a second person",
       "人员权限待审批事项"},
      {"subject-proposal list", "List proposals", "列出待审批事项"},
      {"subject-proposal get", "Show what a proposal would change",
       "查看待审批事项"},
      {"subject-proposal approve",
       "Approve somebody else's proposal, as it was seen",
       "审批他人提出的事项"},
      {"subject-proposal reject", "Reject somebody else's proposal", "驳回"},
      {"subject-proposal withdraw", "Take back one's own proposal",
       "撤回本人的事项"},

      {"subject-proposal list --state",
       "open, approved, rejected, withdrawn or expired",
       "open 待审批、approved 已批准、rejected 已驳回、withdrawn "
       "已撤回、expired 已过期"},
      {"subject-proposal list --subject", "Only about this person",
       "仅限该人员"},
      {"subject-proposal approve --digest",
       "Its digest, as `subject-proposal get` shows it, 64 hex digits",
       "该事项的摘要（见 subject-proposal get），64 位十六进制"},
      {"subject-proposal approve --out",
       "Write the token there where one is issued", "签发令牌时写入该文件"},

      {"subject import",
       "Put back names and telephone numbers that the register lacks, from a "
       "sheet such as `subject list` exports. Who was erased is left out; "
       "roles "
       "and facilities stay as they are",
       "按 `subject list` 导出的表格补回登记中缺少的姓名与电话；已删除的人员"
       "不补，角色与机构不变"},
      {"subject import FILE", "The file, such as register.csv",
       "文件，如 register.csv"},
      {"SUBJECTS_LACKING", "The register lacks what {count} lines say.",
       "有 {count} 行的内容登记中缺少。"},
      {"SUBJECTS_ERASED", "Left out, for the person was erased: rows {rows}.",
       "人员已删除，不补：第 {rows} 行。"},
      {"SUBJECTS_KNOWN", "Nothing new in rows {rows}.",
       "登记中已有：第 {rows} 行。"},
      {"SHEET_NO_SUCH_SUBJECT",
       "is `{found}`; the register has no such person: `epiledger subject "
       "create` adds one",
       "为“{found}”，登记中无此人员，可用 epiledger subject create 登记"},
      {"SHEET_REGISTER_DIFFERS",
       "is `{found}`; the register says something else, which stays: take the "
       "line out, or use `epiledger subject update`",
       "为“{found}”，与登记不一致，登记保持不变；请删除该行，或用 epiledger "
       "subject update 修改"},

      {"before.roles", "Roles now", "现有角色"},
      {"after.roles", "Roles then", "拟改角色"},
      {"after.facility", "Facility then", "拟改机构"},
      {"giver", "Given by", "授权人"},
      {"grant_time", "Given", "授权时间"},
      {"handed_to", "Handed to", "交予"},
      {"handed_to_name", "Handed to (name)", "交予人姓名"},
      {"lifetime_seconds", "Lifetime, seconds", "有效期（秒）"},

      {"epiledger.readiness.v1.SubjectProposal.STATE_OPEN", "open", "待审批"},
      {"epiledger.readiness.v1.SubjectProposal.STATE_APPROVED", "approved",
       "已批准"},
      {"epiledger.readiness.v1.SubjectProposal.STATE_REJECTED", "rejected",
       "已驳回"},
      {"epiledger.readiness.v1.SubjectProposal.STATE_WITHDRAWN", "withdrawn",
       "已撤回"},
      {"epiledger.readiness.v1.SubjectProposal.STATE_EXPIRED", "expired",
       "已过期"},
      {"epiledger.readiness.v1.SubjectProposal.KIND_ENLISTMENT", "enlistment",
       "登记人员"},
      {"epiledger.readiness.v1.SubjectProposal.KIND_CHANGE", "change",
       "变更权限"},
      {"epiledger.readiness.v1.SubjectProposal.KIND_TOKEN", "token",
       "签发令牌"},
  };
  return kTexts;
}

}  // namespace epiledger::cli
