// What a clerk reads of what was found at the facility.
import { text } from "$src/language/texts.ts";

export const words = {
  title: text("待整改的问题", "Findings to put right"),
  severities: { minor: text("一般", "minor"), major: text("较重", "major"), critical: text("严重", "critical") },
  dueOn: text((day: string) => `${day}前整改`, (day) => `due ${day}`),
  overdue: text((days: string) => `逾期 ${days} 天`, (days) => `${days} d overdue`),
  foundOn: text((day: string) => `${day}发现`, (day) => `found ${day}`),
  failed: text((note: string) => `复查未通过：${note}`, (note) => `Tested again, and not right: ${note}`),
  waits: text("已报告整改，待复查", "A fix is reported; it waits to be tested"),
  wasDone: text((note: string) => `整改：${note}`, (note) => `What was done: ${note}`),
  report: text("报告整改", "Report the fix"),
  screen: text("报告整改情况", "Report a fix"),
  when: text("整改完成日期", "When it was put right"),
  done: text("采取了什么措施（不写人名）", "What was done (name nobody)"),
  send: text("报告", "Report"),
  wasReported: text("已报告，等待复查。", "Reported; somebody else will test it."),
  gone: text("该问题已不在待整改之列。", "This finding is not open any more."),
};
