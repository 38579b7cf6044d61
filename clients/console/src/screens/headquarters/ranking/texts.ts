// What the ranking says.
import { text } from "$src/language/texts.ts";

export const ranking = {
  title: text("先出问题的机构", "Who fails first"),
  how: text("按最早出问题的日子排序：已告急的在前，情况不明的其次，将告急的再次。",
    "By the day on which the first thing fails: what has failed, then what nobody knows, then what will fail."),
  rank: text("位次", "Place"),
  what: text("告急与不明事项", "What fails or is not known"),
  failed: text("已告急", "Failed"),
  unknown: text("不明", "Not known"),
  more: text((n: string) => `另有 ${n} 项`, (n) => `${n} more`),
  today: text("今天起", "from today"),
  since: text((day: string) => `${day}起`, (day) => `since ${day}`),
  on: text((day: string) => `${day}`, (day) => `on ${day}`),
  missing: text((n: string) => `缺 ${n} 天`, (n) => `${n} missing`),
  read: text((age: string) => `${age}读数`, (age) => `read ${age}`),
  leftOut: text((n: string) => `有 ${n} 项问题未计入排序。`, (n) => `${n} findings do not count here.`),
  leftOutUnknown: text("是否有问题未计入排序：不明。", "Whether findings are left out is not known."),
  free: text((n: string) => `剩 ${n}`, (n) => `${n} left`),
};
