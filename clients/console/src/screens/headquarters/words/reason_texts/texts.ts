// What is said for each reason of evidence.
import { EvidenceReason_Kind as Kind } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { text, type Text } from "$src/language/texts.ts";

export interface ReasonFigures {
  subject: string;
  have: string;
  needed: string;
  days: string;
  time: string;
}

type Reason = Text<[ReasonFigures]>;

function reason(zh: (f: ReasonFigures) => string, en: (f: ReasonFigures) => string): Reason {
  return text(zh, en);
}

export const reasons: Partial<Record<Kind, Reason>> = {
  [Kind.NO_ESSENTIAL_LIST]: reason(() => "没有必备清单对此提出要求", () => "no essential list asks for anything"),
  [Kind.NEVER_COUNTED]: reason((f) => `${f.subject}：从未盘点登记`, (f) => `${f.subject}: never counted`),
  [Kind.COUNT_STALE]: reason((f) => `${f.subject}：${f.days} 天前盘点为 ${f.have}，已过期`,
    (f) => `${f.subject}: ${f.have} at the last count, ${f.days} days ago`),
  [Kind.USE_UNKNOWN]: reason((f) => `${f.subject}：现有 ${f.have}，消耗未知`, (f) => `${f.subject}: ${f.have} there, use not known`),
  [Kind.FEW_DAYS]: reason((f) => `${f.subject}：可用 ${f.have} 天，应 ${f.needed} 天`,
    (f) => `${f.subject}: ${f.have} days of supply of ${f.needed}`),
  [Kind.FEW_WORKING]: reason((f) => `${f.subject}：完好 ${f.have} 台，应 ${f.needed} 台`, (f) => `${f.subject}: ${f.have} working of ${f.needed}`),
  [Kind.WORKING_UNKNOWN]: reason((f) => `${f.subject}：确知完好 ${f.have} 台，应 ${f.needed} 台`,
    (f) => `${f.subject}: ${f.have} of ${f.needed} known to work`),
  [Kind.NO_RULES]: reason(() => "报表没有判定规则", () => "the form has no rules to judge by"),
  [Kind.NO_POSTS]: reason(() => "未设值班岗位", () => "never said which posts it needs"),
  [Kind.DUTY_GAP_NOW]: reason((f) => `${f.subject}：在岗 ${f.have} 人，应 ${f.needed} 人`, (f) => `${f.subject}: ${f.have} on duty of ${f.needed}`),
  [Kind.DUTY_GAP_AHEAD]: reason((f) => `${f.subject}：${f.time} 起 ${f.have} 人，应 ${f.needed} 人`,
    (f) => `${f.subject}: ${f.have} of ${f.needed} from ${f.time}`),
  [Kind.FEW_PEOPLE]: reason((f) => `排班不同人员 ${f.have} 人，应 ${f.needed} 人`, (f) => `${f.have} different people on the roster of ${f.needed}`),
  [Kind.DOUBLE_BOOKED]: reason((f) => `除去在其他机构排班者 ${f.have} 人，应 ${f.needed} 人`,
    (f) => `${f.have} of ${f.needed} without those on another facility's roster`),
  [Kind.FEW_STAFF]: reason((f) => `日报在岗 ${f.have} 人，应 ${f.needed} 人`, (f) => `${f.have} staff reported on duty of ${f.needed}`),
  [Kind.STAFF_UNKNOWN]: reason(() => "日报未报在岗人数", () => "the report says no number of staff on duty"),
  [Kind.REPORT_STALE]: reason((f) => `${f.days} 天前日报在岗 ${f.have} 人，已过期`, (f) => `${f.have} staff in a report ${f.days} days old`),
  [Kind.NO_REPORT]: reason(() => "从未报送日报", () => "no report was ever filed"),
  [Kind.NO_PLAN]: reason(() => "从未登记预案", () => "no plan was ever recorded"),
  [Kind.PLANS_RETIRED]: reason(() => "预案均已废止", () => "all plans are retired"),
  [Kind.REVIEW_OVERDUE]: reason((f) => `${f.subject}：复审逾期 ${f.days} 天`, (f) => `${f.subject}: review overdue by ${f.days} days`),
  [Kind.PLAN_OLD]: reason((f) => `${f.subject}：批准已 ${f.days} 天，应不超过 ${f.needed} 天`,
    (f) => `${f.subject}: approved ${f.days} days ago, at most ${f.needed}`),
  [Kind.NO_DRILL]: reason(() => "从未登记演练", () => "no drill was ever recorded"),
  [Kind.DRILL_OLD]: reason((f) => `最近演练距今 ${f.days} 天，应不超过 ${f.needed} 天`, (f) => `last drill ${f.days} days ago, at most ${f.needed}`),
  [Kind.FINDING_OPEN]: reason((f) => `${f.subject}：${f.days} 天未整改`, (f) => `${f.subject}: open for ${f.days} days`),
  [Kind.FINDING_OVERDUE]: reason((f) => `${f.subject}：整改逾期 ${f.days} 天`, (f) => `${f.subject}: overdue by ${f.days} days`),
  [Kind.FINDING_FIXED]: reason((f) => `${f.subject}：整改待复查`, (f) => `${f.subject}: fix waits for its test`),
};

/** What a subject is called that has no name of its own. */
export const unnamed = {
  dutyPosts: text("值班岗位", "a duty post"),
  plans: text("预案", "a plan"),
  drills: text("演练", "a drill"),
  findings: text("问题", "a finding"),
  forms: text("报表", "a form"),
  other: text("该机构", "the facility"),
  unknown: text("不明", "not known"),
  noRecord: text("无记录可查", "nothing is recorded of it"),
};
