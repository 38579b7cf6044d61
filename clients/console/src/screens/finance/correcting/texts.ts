// What is said of what is put right or taken back.
import { text } from "$src/language/texts.ts";

export const words = {
  payment: text("支付明细", "The payment"),
  correct: text("更正", "Put right"),
  refunded: text("已退款", "Refunded"),
  aRefund: text((day: string, amount: string) => `${day}退款 ${amount}`, (day, amount) => `Refund of ${amount} on ${day}`),
  reversed: text("已冲销，不再计入。", "It was reversed, and does not count any more."),

  // Reversal.
  reverse: text("冲销", "Reverse"),
  reverseOf: text((what: string) => `冲销：${what}`, (what) => `Reverse: ${what}`),
  reverseHow: text("冲销另记一笔，把原记录的全部金额退回；原记录保留，并注明已冲销。每笔只能冲销一次，请确认后再登记；正确的内容请另行登记。",
    "A reversal is an entry of its own that takes all of this back; what was recorded stays, and is marked. It is done once: look twice, and record the right one anew."),
  why: text("冲销原因", "Why"),
  noEntry: text("账里找不到这条记录，无法冲销。", "The book has no such entry to reverse."),
  restsOnIt: text("请先依次冲销：", "Reverse these first, in this order:"),
  entryOf: text((what: string, number: string) => `${what}，资金账第 ${number} 条`, (what, number) => `${what}, entry ${number} of the ledger`),
  anEntry: text("一条记录", "an entry"),

  // Release of what an order holds.
  release: text("释放占用", "Release"),
  releaseAll: text("释放全部占用", "Release all of it"),
  releaseOf: text((order: string) => `释放占用：${order}`, (order) => `Release what is held: ${order}`),
  releaseHow: text("不再需要的占用退回指标，可另作他用。已付、预付和到货应付的部分不变。",
    "What is held and no longer needed goes back to the allocation. What is paid, prepaid or owed stays as it is."),
  allLines: text("全部各行", "all lines"),
  releaseAmount: text("释放金额（不填则全部释放）", "Amount (left empty: all of it)"),
  releaseDay: text("释放日期", "From which day"),
  stillHeld: text((amount: string) => `释放后还占用 ${amount} 元`, (amount) => `${amount} yuan stay held`),

  // Refund.
  refund: text("登记退款", "Record a refund"),
  refundOf: text((payee: string) => `${payee} 退款`, (payee) => `Refund by ${payee}`),
  refundHow: text("收款单位退回的钱，或银行退汇的钱。退回后可再用于原用途。", "Money that the payee gave back, or that never reached them. It is available again for what it was paid for."),
  refundable: text((amount: string) => `可退 ${amount} 元`, (amount) => `${amount} yuan can be refunded`),
  refundAmount: text("退款金额", "Amount"),
  refundDay: text("退回日期", "The day it came back"),
  owedAgain: text("退汇：仍欠对方这笔钱，须重新支付", "The bank sent it back: it is owed again"),
  refundAfter: text((amount: string) => `退款后还有 ${amount} 元未退`, (amount) => `${amount} yuan stay paid`),

  // Money of an allocation, taken back or set fast.
  change: text("收回或冻结", "Recall or freeze"),
  changeOf: text((allocation: string) => `收回或冻结 ${allocation}`, (allocation) => `Recall or freeze ${allocation}`),
  changeKind: text("事项", "What is done"),
  recall: text("收回到资金来源", "recall to the fund"),
  freeze: text("冻结（暂不可用）", "freeze"),
  unfreeze: text("解冻", "unfreeze"),
  changeable: text((amount: string) => `现有 ${amount} 元`, (amount) => `${amount} yuan are there`),
  changeAfter: text((amount: string) => `登记后还有 ${amount} 元`, (amount) => `${amount} yuan stay`),
  changeDay: text("生效日期", "From which day"),
  paper: text("依据文号", "Document number"),
  recordChange: text("登记", "Record"),
};
