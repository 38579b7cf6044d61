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

  // Money of an allocation, taken back, moved or set fast.
  change: text("收回、调剂或冻结", "Recall, move or freeze"),
  changeOf: text((allocation: string) => `收回、调剂或冻结 ${allocation}`, (allocation) => `Recall, move or freeze ${allocation}`),
  changeKind: text("事项", "What is done"),
  recall: text("收回到资金来源", "recall to the fund"),
  transfer: text("调剂到另一项指标", "move to another allocation"),
  approver: text("审批人的登记编号", "Id of who approved it, as registered"),
  approverHow: text("向管理员索取；账里不写人名。不能是登记人本人。", "An administrator tells it: the books name nobody. Not your own."),
  approverIsYou: text("这是您本人的编号，须由另一人审批。", "That is you: somebody else has to approve it."),
  freeze: text("冻结（暂不可用）", "freeze"),
  unfreeze: text("解冻", "unfreeze"),
  changeable: text((amount: string) => `现有 ${amount} 元`, (amount) => `${amount} yuan are there`),
  changeAfter: text((amount: string) => `登记后还有 ${amount} 元`, (amount) => `${amount} yuan stay`),
  changeDay: text("生效日期", "From which day"),
  recordChange: text("登记", "Record"),

  // The end of a year.
  carry: text("年终结转", "Carry over"),
  carryOf: text((allocation: string) => `年终结转 ${allocation}`, (allocation) => `Carry over ${allocation}`),
  carryHow: text("年末剩下的钱，连同未结清的订单、预付和已拨付的现金，转入新年度同一来源、同一单位、同样用途的指标；没有未结清的，也可以交回资金来源。",
    "What is left at the end of the year goes on, with open orders, prepayments and cash, into an allocation of the new year with the same fund, recipient and purposes. Where nothing is open it may go back to the fund."),
  carryToFund: text((fund: string) => `交回 ${fund}`, (fund) => `back to ${fund}`),
  carryNoTarget: text("新年度还没有同一来源、同一单位、同样用途的指标。请先登记新年度的指标文；表格导入时标明“承接结转”的指标可以没有自己的金额。",
    "The new year has no allocation with the same fund, recipient and purposes. Record its document first; on a sheet, one that is there for what is carried over needs no amount of its own."),
  carryFast: text("有冻结或待审批的金额，须先解冻或审批。", "Some of it is frozen, or waits for a second person: that comes first."),
  carryNothing: text("没有可结转的。", "Nothing is left of it."),
  carryOpen: text("还有未结清的订单、应付或已拨付的现金，不能交回资金来源，只能转入新年度的指标。",
    "Orders, debts or cash with the recipient are open: it cannot go back to the fund, only on into the new year."),
  carryAnyway: text("剩余的全部结转，以登记时为准；不能结转的会被拒绝，并记录在案。", "All that is left is carried, as it is when it is recorded; what cannot be is refused, and that is on record."),
  recordCarry: text("登记结转", "Record it"),
};
