// What is said of changes.
import { text } from "$src/language/texts.ts";

export const changes = {
  title: text("变化", "What changed"),
  since: text("自何时起", "Since"),
  show: text("查看变化", "Show"),
  quick: text("常用时点", "Often asked"),
  today: text("今天 8:00", "today 08:00"),
  yesterday: text("昨天 8:00", "yesterday 08:00"),
  meeting: text((time: string) => `上次会商（${time}）`, (time) => `the last meeting (${time})`),
  bulletin: text((time: string) => `上一期汇报（${time}）`, (time) => `the last bulletin (${time})`),
  remember: text("把现在记为会商时间", "Remember now as the meeting"),
  remembered: text("已记住，下次可直接查看自本次会商以来的变化。", "Remembered: next time you can ask what changed since."),
  bad: text("请填写不晚于现在的日期和时间。", "Give a date and a time that is not ahead."),
  compared: text((from: string, to: string, n: string) => `${from} 与 ${to} 相比，共 ${n} 处变化。`,
    (from, to, n) => `Between ${from} and ${to}: ${n} changes.`),
  leftOut: text((n: string) => `只列出前 ${n} 处。`, (n) => `The first ${n} are listed.`),
  kind: text("类别", "Kind"),
  all: text("全部类别", "All kinds"),
  facility: text("机构", "Facility"),
  county: text("全县", "the county"),
  subject: text("事项", "What"),
  turn: text("变化", "Turn"),
  before: text("之前", "Before"),
  after: text("之后", "After"),
  none: text("没有变化。", "Nothing changed."),
};
