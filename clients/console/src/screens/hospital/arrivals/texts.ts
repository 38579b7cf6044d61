// What a clerk reads who signs for goods.
import { text } from "$src/language/texts.ts";

export const words = {
  acceptAll: text("全部收到", "All of it arrived"),
  notAll: text("数量不符或有问题", "Something is missing or wrong"),
  arrived: text("实收", "Arrived"),
  shipped: text((n: string) => `发出 ${n}`, (n) => `sent ${n}`),
  why: text("差额原因", "What became of the rest"),
  missing: text("短少", "Missing"),
  damaged: text("破损", "Damaged"),
  wrongItem: text("错发", "Wrong goods"),
  expired: text("过期", "Expired"),
  other: text("其他", "Other"),
  note: text("说明", "Remarks"),
  rest: text((n: string) => `差额 ${n}`, (n) => `${n} not accepted`),
  whyAlso: text((nth: number) => `差额原因 ${nth}`, (nth) => `What became of the rest, ${nth}`),
  restQuantity: text((nth: number) => `差额原因 ${nth}：数量`, (nth) => `What became of the rest, ${nth}: how much`),
  ofIt: text((n: string) => `其中 ${n}`, (n) => `${n} of it`),
  another: text("还有别的原因", "There is another reason"),
  restTooMuch: text("各原因的数量合计多于差额", "The parts come to more than the rest"),
  tooMuch: text("多于发出的数量", "More than was sent"),
  sign: text("签收", "Sign for it"),
  nothingOnWay: text("没有在途物资。", "Nothing is on its way here."),
};
