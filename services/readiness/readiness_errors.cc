#include "services/readiness/readiness_errors.h"

namespace epiledger::readiness {

absl::Span<const rpc::MessageText> ReadinessMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      // Fields: said of one field, whose path stands in front.
      {"LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
      {"FACILITY_REQUIRED",
       "must be given: the role {role} acts for one facility",
       "必填：角色 {role} 只代表一个机构"},
      {"BAD_TELEPHONE", "may hold digits, spaces, `+` and `-` only",
       "只能包含数字、空格、“+”和“-”"},
      {"ENDS_BEFORE_IT_BEGINS",
       "is {found}, before the first day that a report is owed, {begins}",
       "为 {found}，早于开始报送的日期 {begins}"},
      {"EMPTY_REPORT",
       "answers nothing; if nothing happened, file a zero report",
       "没有任何内容；若无情况，请提交零报告"},
      {"NOT_ON_FORM", "is not asked on this facility's form",
       "不在该机构的报表之列"},
      {"TWO_SHAPES",
       "stands beside figures or a zero report; say it in one way",
       "与固定指标或零报告并存；请只用一种方式填报"},
      {"CARRIED_AND_SAID",
       "is set, but a reading is given; leave the reading out, or say it anew",
       "已选沿用，却又填了读数；请去掉读数，或不选沿用"},
      {"PART_OF_ITSELF", "is the indicator itself", "就是该指标本身"},
      {"EMPTY_FORM",
       "asks nothing; name an indicator, or ask for the four-in-place",
       "没有任何问题；请列出指标，或询问四到位"},
      {"TOO_MANY_QUESTIONS", "has {found} questions; {limit} at most",
       "有 {found} 项；最多 {limit} 项"},
      {"FORMS_DIFFER",
       "is `{found}`, another form than `report_form` says; say it in one way",
       "为“{found}”，与 report_form 所指报表不同；请只用一种方式填写"},
      {"NOT_ASKED", "is `{found}`, which the form does not ask for",
       "为“{found}”，报表未询问该指标"},
      {"RANGE_TURNED_ROUND",
       "is behind the end of its range; the first comes first",
       "晚于或大于范围的终点；起点应在前"},
      {"TOO_MANY_DAYS", "makes it {found} days; ask for {limit} at most",
       "共 {found} 天；一次最多 {limit} 天"},
      {"TOO_MANY_LINES",
       "makes it {found} lines, more than {limit}; ask for fewer days or "
       "indicators, or add up over more",
       "共 {found} 行，超过 {limit} "
       "行；请减少天数或指标，或按更大的范围汇总"},
      {"DATE_DIFFERS", "is {found}; the report named is that of {name}",
       "为 {found}，与所更正的日报 {name} 不符"},

      {"REVIEW_TOO_EARLY",
       "is {found}; a review comes after the approval, {approved}",
       "为 {found}，复审日期应晚于批准日期 {approved}"},
      {"NOTHING_TO_CHANGE",
       "is left out, and so are organisation, owner and due date: say what "
       "changes",
       "未填写，责任单位、责任人和整改期限也未填写；请说明变更内容"},
      {"NOT_FOR_PASSED", "is for a test that failed; what passed is closed",
       "仅用于复查不合格；复查合格即销号"},
      {"OTHER_FACILITY", "is {found}, a post of another facility",
       "为 {found}，属于其他机构的岗位"},
      {"NOT_A_WHOLE_MINUTE", "is {found}; shifts begin and end on a minute",
       "为 {found}，班次起止须为整分钟"},
      {"BAD_SHIFT_LENGTH",
       "is {found}; a shift ends after its start, {start}, and lasts {hours} "
       "hours at most",
       "为 {found}，班次须晚于开始时间 {start}，且不超过 {hours} 小时"},
      {"BAD_WINDOW",
       "is {found}; it must be later than {from}, by {days} days at most",
       "为 {found}，须晚于 {from}，且不超过 {days} 天"},

      {"BULLETIN_TOO_LONG",
       "make it {found} bytes in all; a bulletin has {limit} at most",
       "合计 {found} 字节；情况汇报最多 {limit} 字节"},

      // Bulletins.
      {"BULLETIN_NOT_FOUND", "There is no bulletin {name}.",
       "找不到情况汇报“{name}”。"},
      {"RENDERING_NOT_FOUND",
       "{name} was not issued as {found}; there are: {there}.",
       "{name} 未以 {found} 形式印发；现有：{there}。"},

      // The register.
      {"ORGANIZATION_NOT_FOUND", "There is no organisation {name}.",
       "找不到单位“{name}”。"},
      {"FACILITY_NOT_FOUND", "There is no facility {name}.",
       "找不到机构“{name}”。"},
      {"SUBJECT_NOT_FOUND", "There is no person {name} in the register.",
       "登记册中没有人员“{name}”。"},
      {"TOKEN_NOT_FOUND", "No token {name} was issued.",
       "没有签发过令牌“{name}”。"},
      {"SUBJECT_HAS_NO_ROLES",
       "{subject} has no role, so there is nothing a token would allow. Give "
       "it a role first.",
       "{subject} 没有任何角色，无法签发令牌。请先登记角色。"},
      {"TOKEN_ALREADY_REVOKED", "{token} was already revoked, at {time}.",
       "{token} 已于 {time} 吊销。"},

      // What waits for a second person.
      {"CHANGE_WAITS",
       "{proposal}, by {proposer}, is about {subject} and waits for a second "
       "person. Have it approved, rejected or withdrawn first.",
       "{subject} 已有待审批事项 {proposal}（{proposer} "
       "提出），请先审批、驳回或撤回。"},
      {"MAY_NOT_APPROVE",
       "{approver} is neither operator nor headquarters by the register now, "
       "and cannot be the second person.",
       "登记册中 {approver} 现非管理员或指挥部人员，不得审批。"},
      {"PROPOSER_MAY_NOT",
       "{proposer} is no operator by the register any more: what they "
       "proposed is not done. Reject it; another operator may propose it.",
       "登记册中 {proposer} "
       "已非管理员，其提出的事项不再办理。请驳回，可由其他管理员重新提出。"},
      {"MANDATE_CHANGED",
       "What the register says of {subject} was changed after {proposal} was "
       "made. Reject it, and propose it anew.",
       "{proposal} 提出后，{subject} 的登记内容已变更；请驳回，并重新提出。"},

      // What reports ask.
      {"INDICATOR_NOT_FOUND", "There is no indicator {name}.",
       "找不到指标“{name}”。"},
      {"FORM_NOT_FOUND", "There is no form {name}.", "找不到报表“{name}”。"},
      {"INDICATOR_CHANGED",
       "{name} is at revision {revision} by now, not {found}. Look at it "
       "again, then change it.",
       "{name} 现为第 {revision} 版，而非第 {found} 版。请查看后再更改。"},
      {"INDICATOR_FIXED",
       "`{field}` of {name} stays as it is, or older reports would mean "
       "something else. Make another indicator.",
       "{name} 的“{field}”不可更改，否则以往日报含义会变。请另设指标。"},
      {"RATIO_OF_ANOTHER_KIND",
       "{whole} adds up in another way; there is no ratio of the two.",
       "{whole} 的汇总方式不同，两者不成比例。"},
      {"TOO_MANY_VERSIONS",
       "{form} has {limit} versions, the most there can "
       "be. Make another form.",
       "{form} 已有 {limit} 个版本，达到上限。请另设报表。"},
      {"VERSION_NOT_NEWER",
       "The version would hold from {found}, but there is one from {newest}; "
       "a new version begins later.",
       "该版本自 {found} 起生效，但已有自 {newest} "
       "起的版本；新版本必须更晚。"},
      {"NOT_A_TOWN", "{town} is no town, and nothing can lie in it.",
       "{town} 不是乡镇，不能作为所在乡镇。"},

      // Reports.
      {"RULE_NOT_NEWER",
       "The rule would hold from {found}, but there is one from {newest}; a "
       "new rule begins on that day or later.",
       "该规则自 {found} 起生效，但已有自 {newest} 起的规则；新规则不得更早。"},
      {"ALREADY_DUE",
       "Reports for {date} are due since {due}; what was due is not judged "
       "anew. Choose a later day.",
       "{date} 的日报已于 {due} 到期，不再重新判定。请选择更晚的日期。"},
      {"REPORT_NOT_OWED",
       "{facility} owes no daily report; the operator sets its form in the "
       "register.",
       "{facility} 无须报送日报；报表由管理员在登记册中设定。"},
      {"REPORT_EXISTS",
       "{name} was already filed (revision {revision}). Correct it instead.",
       "{name} 已报送（第 {revision} 版），请改为更正。"},
      {"REPORT_NOT_FOUND", "There is no report {name} to correct.",
       "找不到要更正的日报“{name}”。"},
      {"REVISION_CHANGED",
       "{name} is at revision {revision} by now, not {found}. Look at it "
       "again, then correct it.",
       "{name} 现为第 {revision} 版，而非第 {found} 版。请查看后再更正。"},
      {"PART_EXCEEDS_WHOLE",
       "{part} is {part_value}, more than {whole}, {whole_value}; a part is "
       "never more than its whole.",
       "{part} 为 {part_value}，大于 {whole} 的 {whole_value}；部分不能大于"
       "总数。"},
      {"FORM_VERSION_CHANGED",
       "The report was made by version {found} of {form}; version {version} "
       "holds on its date. Look at the form again.",
       "该日报按 {form} 第 {found} 版填写，而当日适用第 {version} "
       "版。请重新查看报表。"},
      {"READING_OUT_OF_RANGE",
       "{indicator} is {found}; it can be from {least} to {most}.",
       "{indicator} 为 {found}；应在 {least} 至 {most} 之间。"},
      {"NOTHING_TO_CARRY",
       "{indicator} has no value in the report before that could be carried "
       "forward. Say it anew, or why it is not known.",
       "{indicator} 在上一份日报中没有可沿用的数值。请重新填写，或说明原因。"},
      {"COUNT_NOT_CARRIED",
       "{indicator} is counted anew each day and cannot be carried forward.",
       "{indicator} 按日计数，不能沿用上一份日报。"},
      {"CONFIRMATION_NEEDED",
       "Please check and confirm the lines named; nothing was recorded yet.",
       "请核对并确认所列各行；尚未记录。"},
      {"CONFIRM_JUMP",
       "{indicator} is {found}; it was {before} on {date}. Confirm that so "
       "large a change is true",
       "{indicator} 为 {found}，而 {date} 为 {before}；变化过大，请确认无误"},
      {"CONFIRM_FALL",
       "{indicator} is {found}; it was {before} on {date}, and counts from the "
       "beginning on. Confirm that it fell",
       "{indicator} 为 {found}，而 {date} 为 {before}；累计数减少，请确认无误"},

      // Plans, drills, inspections, and what they find.
      {"PLAN_NOT_FOUND", "There is no plan {name}.", "找不到预案“{name}”。"},
      {"PLAN_RETIRED",
       "{plan} was retired from {date} on. Record the new document as a plan "
       "of its own.",
       "{plan} 已自 {date} 起废止，新文件请另行登记预案。"},
      {"SCENARIO_DIFFERS",
       "{plan} is for “{scenario}”, not for “{found}”. A plan for something "
       "else is a plan of its own.",
       "{plan} 的情景为“{scenario}”，而非“{found}”；其他情景请另行登记预案。"},
      {"TOO_MANY_REVISIONS",
       "{plan} has {limit} revisions, as many as a plan can have. Retire it, "
       "and record a new one.",
       "{plan} 已有 {limit} 个版本，达到上限；请废止后另行登记。"},
      {"DRILL_NOT_FOUND", "There is no drill {name}.", "找不到演练“{name}”。"},
      {"INSPECTION_NOT_FOUND", "There is no inspection {name}.",
       "找不到督查“{name}”。"},
      {"FINDING_NOT_FOUND", "There is no finding {name}.",
       "找不到问题“{name}”。"},
      {"FINDING_STATE",
       "{finding} is {state:word}: a fix is reported of what is open, tested "
       "when it is reported, and nothing is done to what is closed.",
       "{finding} 目前{state:word}：未整改的可报告整改，已报告整改的可复查，"
       "已销号的不再办理。"},
      {"STEP_TOO_EARLY",
       "{found} is before {last}, the day of the last step of {finding}. Say "
       "when it really was; steps follow each other.",
       "{found} 早于 {finding} 上一步的日期 {last}；请核对日期，各步骤须依次"
       "登记。"},
      {"TOO_MANY_STEPS",
       "{finding} has {limit} steps, as many as a finding can have. Record "
       "what is left as a new finding.",
       "{finding} 已有 {limit} 步，达到上限；剩余事项请另行登记。"},
      {"DUE_TOO_EARLY",
       "It would be due on {found}, before {from}. Choose that day or later.",
       "整改期限 {found} 早于 {from}，不得早于该日。"},
      {"RETESTED_BY_FIXER",
       "{subject} reported the fix of {finding} and cannot test it as well; "
       "it takes somebody else.",
       "{subject} 为 {finding} 的整改报告人，不得同时复查；须由其他人复查。"},
      {"finding_open", "open", "未整改"},
      {"finding_fixed", "fixed, to be tested", "已报告整改、待复查"},
      {"finding_closed", "closed", "已销号"},

      // The duty roster.
      {"DUTY_POST_NOT_FOUND",
       "There is no post {name}. Say first what it needs.",
       "找不到岗位“{name}”，请先设定该岗位的要求。"},
      {"SHIFT_NOT_FOUND", "There is no shift {name}.", "找不到班次“{name}”。"},
      {"SHIFT_WITHDRAWN",
       "{shift} is off the roster since {time} ({reason}). Look at the roster "
       "again.",
       "{shift} 已于 {time} 撤下（{reason}），请重新查看值班表。"},
      {"TOO_MANY_REQUIREMENTS",
       "{post} was changed {limit} times, as often as a post can be. Make a "
       "new post.",
       "{post} 已变更 {limit} 次，达到上限；请另设岗位。"},
  };
  return kTexts;
}

}  // namespace epiledger::readiness
