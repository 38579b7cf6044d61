// What is said of what waits too long, and of what was paid twice.
import { text } from "$src/language/texts.ts";

export const words = {
  menu: text("异常类别", "Kinds of exceptions"),
  arrivals: text("到货对不上", "Arrivals"),
  aged: text("闲置与欠款", "Idle and owed"),
  duplicates: text("重复付款", "Paid twice"),

  agedTitle: text("闲置资金与欠款，按天数", "Idle money and debts, by age"),
  agedHow: text("先到的钱视为先用，剩下的从后到的算起。等得最久的在最前面。", "What came first is taken to have left first. What waits longest comes first."),
  what: text("显示", "Show"),
  all: text("全部", "all"),
  waitsLeast: text("至少等待", "Waiting at least"),
  days: text((n: number) => `${n} 天`, (n) => `${n} days`),
  anyTime: text("不限", "any time"),
  stage: text("状态", "What it waits for"),
  stages: { available: text("已分配未使用（闲置）", "allocated and not used (idle)"), disbursed: text("已拨付未支出", "disbursed and not spent"),
    advanced: text("单位垫支未归还", "advanced by the recipient"), held: text("订单占用未到货", "held for an order"), prepaid: text("预付未到货", "prepaid, goods to come"),
    accrued: text("到货未付款", "arrived and unpaid"), liability: text("垫付/赊购未偿付", "owed without funding") },
  totals: text("合计", "In all"),
  party: text("对方单位", "Firm"),
  since: text("最早一笔自", "Oldest since"),
  waitedDays: text("已等待（天）", "Days"),
  bands: { to30: text("30 天内", "to 30 days"), to90: text("31–90 天", "31 to 90"), to180: text("91–180 天", "91 to 180"),
    to365: text("181–365 天", "181 to 365"), over: text("365 天以上", "over 365") },
  countedTo: text((day: string) => `天数算到 ${day}`, (day) => `ages are counted to ${day}`),
  nothingWaits: text("没有这样的资金。", "There is no such money."),

  duplicatesTitle: text("重复付款的发票", "Invoices that stand paid more than once"),
  duplicatesHow: text("同一发票付了不止一次，或同一发票号付给了不同单位。已冲销、已退款的和按总额分次支付的不算。多付的请登记退款，错登的请冲销。",
    "An invoice was paid more than once, or its number to different payees. What was reversed or refunded, or paid in parts of a stated whole, is none. Record a refund of what was paid too much; reverse what was recorded by mistake."),
  noDuplicates: text("没有重复付款的发票。", "No invoice stands paid more than once."),
  standing: text("实付合计", "Stands paid"),
  found: text((n: string, amount: string) => `共 ${n} 张，实付合计 ${amount} 元`, (n, amount) => `${n} in all, ${amount} yuan paid`),
  timesPaid: text("支付次数", "Times paid"),
};
