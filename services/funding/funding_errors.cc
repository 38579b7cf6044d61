#include "services/funding/funding_errors.h"

namespace epiledger::funding {

absl::Span<const rpc::MessageText> FundingMessages() {
  static constexpr rpc::MessageText kTexts[] = {
      {"RESERVED_ID",
       "is `{found}`, which is kept for what is not divided by purpose",
       "为“{found}”，该标识保留给未划分用途的资金"},
      {"SHARES_EXCEED_AMOUNT",
       "adds up to {shares:yuan} yuan, more than the allocation's "
       "{amount:yuan}",
       "各用途合计 {shares:yuan} 元，超过分配金额 {amount:yuan} 元"},
      {"CEILING_BELOW_SHARE",
       "sets {share:yuan} yuan aside for {purpose}, above the purpose's "
       "ceiling of {ceiling:yuan}; a ceiling is not below its share",
       "为用途 {purpose} 划定 {share:yuan} 元，高于该用途的上限 {ceiling:yuan} "
       "元；上限不得低于划定金额"},
      {"ENDS_BEFORE_IT_BEGINS",
       "is {found}, before the document's date {date}; it must be that day or "
       "a later one",
       "为 {found}，早于指标文日期 {date}；应为该日或之后的日期"},
      {"INVOICE_AMOUNT_ALONE",
       "is {found:yuan} yuan; it is what the whole invoice comes to where "
       "{amount:yuan} of it are paid now: give the invoice number, too, and no "
       "less than is paid",
       "为 {found:yuan} 元；此项为发票总额，本次支付其中 {amount:yuan} "
       "元：须同时填写发票号，且总额不得低于本次支付金额"},
      {"AMOUNT_WITHOUT_LINE",
       "is {found:yuan} yuan, but no line is named; name the line it is of, or "
       "leave the amount out to release all lines",
       "为 {found:yuan} 元，但未指明行号；请填写行号，或不填金额以释放全部行"},
      {"LISTED_TWICE", "names `{found}` twice", "重复列出“{found}”"},
      // Where money of an allocation that is to be closed still stands.
      {"available", "available", "可用资金"},
      {"frozen", "frozen", "冻结资金"},
      {"held", "held for orders", "合同/订单占用"},
      {"prepaid", "prepaid for goods to come", "预付款"},
      {"accrued", "owed for goods that arrived", "到货应付"},
      {"disbursed", "in cash on the recipient's own account",
       "已拨付未支出资金"},
      {"advanced", "advanced by the recipient", "单位垫支"},
      {"proposed", "held by proposals", "待审批占用"},
      {"waiting", "waiting for a second person", "待审批支付"},
      // One of those that hold money that an entry asks for.
      {"hold",
       " {hold} holds {hold_amount:yuan} yuan since {hold_since} "
       "({hold_age:days}).",
       "{hold} 自 {hold_since} 起占用 {hold_amount:yuan} "
       "元（{hold_age:days}）。"},
      {"LIMITS_CHANGED",
       "The limits were changed after {proposal} was made; reject it, and "
       "propose them anew.",
       "{proposal} 提出后限额已变更；请驳回，并重新提出。"},
      {"TOO_MANY_PROPOSALS",
       "{allocation} has {proposals} proposals that wait for a second person; "
       "have some of them decided first.",
       "{allocation} 已有 {proposals} 项待审批事项，请先处理其中一部分。"},
      {"NO_STATEMENT",
       "is `{found}`; only funds and allocations have statements",
       "为“{found}”，只有资金来源和指标分配有明细账"},
      {"RANGE_TURNED_ROUND",
       "is behind the end of its range; the first comes first",
       "晚于或大于范围的终点；起点应在前"},
      {"TOO_MANY_MONTHS", "makes it {found} months; ask for {limit} at most",
       "共 {found} 个月；一次最多 {limit} 个月"},
      {"TOO_MANY_TO_SORT",
       "There are more than {limit}, more than one list sorts. Ask without an "
       "order, or export the book (`epiledger journal export`).",
       "超过 {limit} 条，超出单次排序的范围。请不带排序查询，或用 `epiledger "
       "journal export` 导出账簿。"},
      {"TOO_MANY_PAYMENTS",
       "There are more than {limit} payments, more than one search goes "
       "through. Export the book (`epiledger journal export`) and search "
       "there.",
       "支付超过 {limit} 笔，超出单次查询的范围。请用 `epiledger journal "
       "export` 导出账簿后查询。"},
      {"LINE_OUTSIDE_STATEMENT",
       "is {found}; the statement covers {first} to {last}",
       "为 {found}；对账单的日期范围为 {first} 至 {last}"},
      {"TREASURY_LINE_NOT_FOUND", "There is no line {name} of the treasury.",
       "找不到国库对账单行“{name}”。"},
      {"DISBURSEMENT_NOT_FOUND", "There is no disbursement {name}.",
       "找不到拨付“{name}”。"},
      {"ONE_OF_TWO",
       "is {found}, and a payment is given as well; a line of the treasury is "
       "one of them",
       "为 {found}，同时又填写了支付；国库对账单的一行只对应其中之一"},
      {"ONE_OF_THREE",
       "must be the one that is asked about: a document, an allocation or an "
       "order, and none of the others",
       "须在指标文、指标分配、订单中只给出一项"},
      {"CASH_CAME_BACK",
       "{disbursement} is cash that was paid back; the treasury's lines are "
       "what left it. Name a payment, or cash that was paid out.",
       "{disbursement} 为缴回资金，而国库对账单各行为支出；请填写支付或拨付。"},
      {"PAID_FROM_OWN_ACCOUNT",
       "{payment} was paid from the recipient's own account and never left the "
       "treasury. Name the cash that was paid out to that account.",
       "{payment} "
       "由单位自有账户支付，未经国库；请填写拨付到该账户的拨付记录。"},
      {"LINE_MATCHED",
       "{line} is already matched with {payment}; withdraw that first.",
       "{line} 已与 {payment} 对上；请先撤销。"},
      {"PAYMENT_MATCHED",
       "{payment} is already matched with {line}; withdraw that first.",
       "{payment} 已与 {line} 对上；请先撤销。"},
      {"AMOUNTS_DIFFER",
       "{line} is {theirs:yuan} yuan, {payment} is {ours:yuan}; give the "
       "reason "
       "why they belong together all the same.",
       "{line} 为 {theirs:yuan} 元，{payment} 为 {ours:yuan} "
       "元；如仍应对上，请填写理由。"},
      {"NOT_MATCHED", "{line} is not matched with {payment}.",
       "{line} 未与 {payment} 对上。"},
      {"ARRIVAL_NOT_FOUND", "There is no arrival {name}.",
       "没有到货记录 {name}。"},
      {"ARRIVAL_NOT_OPEN",
       "Nothing of {arrival} waits: it fits its order, or somebody resolved "
       "it.",
       "{arrival} 无待处理事项：已与合同/订单相符，或已处理。"},
      {"FUND_NOT_FOUND", "There is no fund {name}.",
       "找不到资金来源“{name}”。"},
      {"PURPOSE_NOT_FOUND", "There is no purpose {name}.",
       "找不到用途“{name}”。"},
      {"ALLOCATION_NOT_FOUND", "There is no allocation {name}.",
       "找不到指标分配“{name}”。"},
      {"NO_TARGET",
       "is given, but only a transfer has a target; leave it out, or choose "
       "the kind transfer",
       "不应填写：只有调剂才有调入方；请删除此项，或将类别改为调剂"},
      {"TARGET_NEEDED",
       "is missing: a transfer names the allocation and the purpose that the "
       "money goes to",
       "缺失：调剂须填写调入指标和调入用途"},
      {"SAME_SHARE",
       "is the share the money comes from; name another allocation, or another "
       "purpose of it",
       "与调出方相同；请填写另一指标，或同一指标的另一用途"},
      {"APPROVER_NEEDED",
       "is missing: a transfer needs the id of somebody else who approved it",
       "缺失：调剂须填写审批人标识，审批人不得为经办人本人"},
      {"SAME_ALLOCATION",
       "is the allocation that ends; name one of the new year's document, or "
       "none for the money to go back to the fund",
       "与结转的指标相同；请填写新年度指标文中的指标，如收回资金来源则不填"},
      {"APPROPRIATION_NOT_FOUND", "There is no appropriation {name}.",
       "找不到预算指标“{name}”。"},
      {"COMMITMENT_NOT_FOUND", "There is no commitment {name}.",
       "找不到合同/订单“{name}”。"},
      {"PAYMENT_NOT_FOUND", "There is no payment {name}.",
       "找不到支付“{name}”。"},
      {"LIABILITY_NOT_FOUND", "There is no liability {name}.",
       "找不到垫付/赊购“{name}”。"},
      {"LINE_NOT_FOUND",
       "{commitment} has no line {line}; its last one is line {lines}.",
       "{commitment} 没有第 {line} 行，最后一行为第 {lines} 行。"},
      {"DOCUMENT_NUMBER_TAKEN",
       "{issuer} {number} is already recorded, as document {document}.",
       "{issuer} {number} 已登记，为指标文 {document}。"},
      {"FUND_OVERDRAWN",
       "Fund {fund} has {available:yuan} yuan to allocate; with this document "
       "{needed:yuan} would be allocated on {date}. Record the appropriation "
       "first, or allocate less.",
       "资金来源 {fund} 可分配 {available:yuan} 元，本文件在 {date} "
       "需要 {needed:yuan} 元。请先登记预算指标，或减少分配金额。"},
      {"PURPOSE_NOT_ALLOWED",
       "{allocation} is not earmarked for {purpose}; use an allocation that "
       "states this purpose.",
       "{allocation} 未列明用途 {purpose}，专款专用，请使用列有该用途的指标。"},
      {"PAID_BEFORE_ALLOCATED",
       "The payment is dated {payment_date}, before the allocation took effect "
       "on {allocated}.",
       "支付日期 {payment_date} 早于指标生效日期 {allocated}。"},
      {"BEFORE_ALLOCATED",
       "The entry is dated {date}, before {allocation} took effect on "
       "{allocated}. Correct the date, or use an allocation that was there by "
       "then.",
       "本笔日期 {date} 早于 {allocation} 的生效日期 "
       "{allocated}。请更正日期，或使用当时已生效的指标。"},
      {"ALLOCATION_EXPIRED",
       "{allocation} could be spent until {valid_until}; the entry is dated "
       "{date}. Correct the date, or use an allocation that still lasts.",
       "{allocation} 的有效期至 {valid_until}，本笔日期为 "
       "{date}。请更正日期，或使用仍在有效期内的指标。"},
      {"ALLOCATION_CLOSED",
       "{allocation} was closed on {closed} and can no longer be used; use "
       "another allocation.",
       "{allocation} 已于 {closed} 关闭，不能再使用；请使用其他指标。"},
      {"OVER_AVAILABLE",
       "{allocation} has {available:yuan} yuan available for {purpose} from "
       "{date} on; the change asks for {needed:yuan}. Change no more than "
       "that, or release first what orders hold.{hold:each}",
       "{allocation} 的 {purpose} 自 {date} 起可用 {available:yuan} "
       "元，本次变动需要 {needed:yuan} "
       "元。请减少金额，或先释放合同/订单占用。{hold:each}"},
      {"OVER_FROZEN",
       "{allocation} has {available:yuan} yuan of {purpose} frozen from {date} "
       "on; the change asks for {needed:yuan}. Unfreeze no more than that.",
       "{allocation} 的 {purpose} 自 {date} 起冻结余额为 {available:yuan} "
       "元，本次解冻 {needed:yuan} 元。请减少解冻金额。"},
      {"OTHER_FUND",
       "The money is of {fund}, the target's of {target_fund}; a transfer "
       "stays within one fund. Choose an allocation of {fund}.",
       "调出方资金来源为 {fund}，调入方为 "
       "{target_fund}；调剂须在同一资金来源内，请选择来源为 {fund} 的指标。"},
      {"STILL_OPEN",
       "{allocation} still has {amount:yuan} yuan {stage:word} on or after "
       "{date} (account {account}). Recall what is available, unfreeze what is "
       "frozen, release what is held, settle what is prepaid or accrued, have "
       "proposals decided and cash paid back or made up for; then close it.",
       "{allocation} 在 {date} 或之后仍有{stage:word} {amount:yuan} 元（账户 "
       "{account}"
       "）。请先收回可用资金、解冻、释放占用，并结清预付和到货应付，"
       "处理待审批事项，缴回或归还已拨付和垫支资金，再关闭。"},
      {"PAID_BEFORE_OWED",
       "The payment is dated {date}, before {liability} was owed from {since} "
       "on; correct the date.",
       "支付日期 {date} 早于 {liability} 的发生日期 {since}，请更正日期。"},
      {"OTHER_RECIPIENT",
       "{allocation} is earmarked for {recipient}, and {liability} is owed by "
       "{debtor}. Transfer the money first, or pay from an allocation of the "
       "debtor.",
       "{allocation} 的接收单位为 {recipient}，而 {liability} 的欠款单位为 "
       "{debtor}。请先调剂，或使用欠款单位自己的指标。"},
      {"OVER_OWED",
       "Of {liability} {available:yuan} yuan are still owed on {date}; the "
       "payment is {needed:yuan}. Pay no more than is owed.",
       "{liability} 在 {date} 未付余额为 {available:yuan} 元，本次支付 "
       "{needed:yuan} 元。请减少支付金额。"},
      {"BEFORE_COMMITTED",
       "The entry is dated {date}, before {commitment} was made on "
       "{committed}; correct the date.",
       "本笔日期 {date} 早于 {commitment} 的签订日期 "
       "{committed}，请更正日期。"},
      {"COMMITMENT_NUMBER_TAKEN",
       "Contract {number} of {supplier} is already recorded, as commitment "
       "{commitment}; use that, or correct the number.",
       "{supplier} 的合同/订单 {number} 已登记，标识为 "
       "{commitment}；请使用该合同/订单，或更正编号。"},
      {"OVERCOMMITTED",
       "{allocation} has {available:yuan} yuan left for {purpose} from {date} "
       "on; line {line} of the order needs {needed:yuan}. Order less, or have "
       "money transferred to the allocation first.{hold:each}",
       "{allocation} 自 {date} 起可用于 {purpose} 的余额为 {available:yuan} "
       "元，订单第 {line} 行需要 {needed:yuan} "
       "元。请减少金额，或先调入资金。{hold:each}"},
      {"OVER_HELD",
       "Line {line} of {commitment} has {available:yuan} yuan that are held "
       "and not paid yet from {date} on; {needed:yuan} are asked for. Ask for "
       "no more than that.",
       "{commitment} 第 {line} 行自 {date} 起尚未支付的占用余额为 "
       "{available:yuan} 元，本次需要 {needed:yuan} 元。请减少金额。"},
      {"OVER_ACCRUED",
       "Of line {line} of {commitment} goods for {available:yuan} yuan have "
       "arrived and are unpaid on {date}; the payment asks for {needed:yuan}. "
       "Record what arrived first, or pay ahead of the goods.",
       "{commitment} 第 {line} 行在 {date} 到货应付余额为 {available:yuan} "
       "元，本次支付需要 {needed:yuan} 元。请先登记到货，或按预付办理。"},
      {"NOTHING_HELD",
       "{commitment} holds nothing on {date}: there is nothing to release.",
       "{commitment} 在 {date} 没有占用余额，无可释放。"},
      {"REVERSED",
       "{name} was reversed by {reversal} and does not count any more; use "
       "another, or record the right one.",
       "{name} 已由 {reversal} "
       "冲销，不再有效；请使用其他记录，或登记正确的记录。"},
      {"ENTRY_NOT_FOUND",
       "There is no entry {sequence} in this book; take the number from the "
       "receipt or the journal.",
       "本账簿没有第 {sequence} 号记录；请按回执或日志中的编号填写。"},
      {"ALREADY_REVERSED",
       "Entry {sequence} was already reversed, by {reversal} (entry "
       "{reversal_sequence}). An entry is reversed once; record the right one "
       "if it is missing.",
       "第 {sequence} 号记录已由 {reversal}（第 {reversal_sequence} "
       "号记录）冲销。每笔只冲销一次；如尚缺正确的记录，请另行登记。"},
      {"NOTHING_TO_REVERSE",
       "Entry {sequence} was refused and did nothing: there is nothing to "
       "reverse.",
       "第 {sequence} 号记录已被拒绝，未产生任何影响，无需冲销。"},
      {"REVERSAL_STANDS",
       "Entry {sequence} is itself the reversal of entry {reversed} and "
       "stands; "
       "record again what that one said.",
       "第 {sequence} 号记录是对第 {reversed} "
       "号记录的冲销，不能再冲销；请重新登记原内容。"},
      {"NOT_REVERSIBLE",
       "Entry {sequence} is of the kind `{kind}`, which a reversal does not "
       "correct; use the method made for that, as opening a closed period "
       "again or "
       "withdrawing a proposal.",
       "第 {sequence} 号记录的类别为 "
       "{kind}，不能冲销；请使用相应的办法，例如重新开账或撤回待审批事项。"},
      {"LATER_ENTRIES_DEPEND",
       "Later entries rest on entry {sequence}: {entries}. Reverse these "
       "first, the last one before the others; a proposal is withdrawn or "
       "rejected.",
       "后续记录依赖第 {sequence} "
       "号记录：{entries}。请先从最后一笔起依次冲销这些记录；待审批事项请"
       "撤回或驳回。"},
      {"LEAVES_SHORT",
       "Without entry {sequence}, which gave {needed:yuan} yuan, account "
       "{account} would be short on {date}, with {available:yuan} left, and no "
       "entry can be reversed before this one: what gave the money was itself "
       "reversed, or what took it was reversed as of a later day, for its "
       "month was closed then. Bring the account the money, or close the month "
       "again, and reverse the entry after that; or record what is right as a "
       "new one.",
       "冲销第 {sequence} 号记录（{needed:yuan} 元）后，账户 {account} 在 "
       "{date} 将不足（余 {available:yuan} 元），且没有可以先行冲销的记录：该款"
       "项的来源已被冲销，或当日的支出因当时已结账，其冲销记在之后的日期。请先"
       "补足该账户的资金，或重新结账，再行冲销；也可另行登记正确的记录。"},
      {"NOT_A_MONTH",
       "ends in `{found}`; a period is a month, written as 2020-03",
       "以“{found}”结尾；会计期间为月份，写作 2020-03"},
      {"PERIOD_NOT_OVER",
       "is {found}, and today is {today}; a month is closed when it is over",
       "为 {found}，而今天是 {today}；月份结束后方可关账"},
      {"PERIOD_CLOSED",
       "The entry is dated {date}, and {period} is closed (everything up to "
       "the "
       "end of {last_closed} is). Date it {first_open} or later, or have "
       "{last_closed} opened again, which the {reopened_by:word} can do.",
       "本笔日期 {date} 所在的 {period} 已关账（截至 {last_closed} "
       "月末均已关账）。请改用 {first_open} "
       "或之后的日期，或由{reopened_by:word}"
       "重新打开 {last_closed}。"},
      {"headquarters", "headquarters", "指挥部"},
      {"PERIOD_NOT_NEXT",
       "{last_closed} was closed last, so that {next} is the next to be "
       "closed, not {period}.",
       "最近关账的月份为 {last_closed}，下一个应为 {next}，而不是 {period}。"},
      {"PERIOD_NOT_LAST",
       "{period} is not the month that was closed last, which is "
       "`{last_closed}` (empty: none is closed); months are opened again in "
       "the reverse of their order.",
       "{period} 不是最近关账的月份，最近关账的为“{last_closed}”（空表示没有已"
       "关账的月份）；须按关账的相反顺序重新打开。"},
      {"REFUNDED_BEFORE_PAID",
       "The refund is dated {date}, before {payment} was paid on {paid}; "
       "correct the date.",
       "退款日期 {date} 早于 {payment} 的支付日期 {paid}，请更正日期。"},
      {"OVER_REFUNDED",
       "Of {payment} {available:yuan} yuan can still be refunded; the refund "
       "is {needed:yuan}. Refund no more than that.",
       "{payment} 可退余额为 {available:yuan} 元，本次退款 {needed:yuan} "
       "元。请减少退款金额。"},
      {"NEVER_OWED",
       "{payment} settled neither an order nor a liability, so that nothing "
       "can be owed again. Leave that out; if it is paid once more, record a "
       "new payment.",
       "{payment} "
       "不是合同/订单或垫付/"
       "赊购的付款，退回后不产生应付。请不要注明重新应付；如需重付，请登记新的"
       "支付。"},
      {"INVOICE_OVERPAID",
       "Of invoice {invoice} of {payee}, {amount:yuan} yuan in all, "
       "{available:yuan} are still to be paid; the payment is {needed:yuan}. "
       "Pay no more than that.",
       "{payee} 的发票 {invoice} 总额 {amount:yuan} 元，未付 {available:yuan} "
       "元，本次支付 {needed:yuan} 元。请减少支付金额。"},
      {"INVOICE_PAID_TWICE",
       "Invoice {invoice} of {payee} was already paid, by payment {payment}. "
       "Where it is paid in parts, each of them states the same whole amount.",
       "{payee} 的发票 {invoice} 已支付，见支付 "
       "{payment}。如为分次支付，每次须填写相同的发票总额。"},
      {"OVER_CEILING",
       "{allocation} lets at most {ceiling:yuan} yuan be committed and paid "
       "for {purpose}: {available:yuan} are left from {date} on, {needed:yuan} "
       "are needed. Commit or pay less for this purpose.{hold:each}",
       "{allocation} 对 {purpose} 的使用上限为 {ceiling:yuan} 元，自 {date} "
       "起余额为 {available:yuan} 元，本次需要 {needed:yuan} "
       "元。请减少该用途的金额。{hold:each}"},
      {"BEFORE_APPROPRIATED",
       "The adjustment is dated {date}, before {appropriation} was there from "
       "{appropriated} on; correct the date.",
       "调整日期 {date} 早于 {appropriation} 的下达日期 "
       "{appropriated}，请更正日期。"},
      {"OVER_APPROPRIATED",
       "{appropriation} comes to {available:yuan} yuan from {date} on; it "
       "cannot be lowered by {needed:yuan}. Lower it by no more than that.",
       "{appropriation} 自 {date} 起为 {available:yuan} 元，不能追减 "
       "{needed:yuan} 元。请减少追减金额。"},
      {"OVER_UNALLOCATED",
       "{fund} has {available:yuan} yuan from {date} on that are not "
       "allocated; {needed:yuan} are to be taken from it. Recall money of "
       "allocations first, or lower it by less.",
       "{fund} 自 {date} 起未分配余额为 {available:yuan} 元，本次追减 "
       "{needed:yuan} 元。请先收回已分配资金，或减少追减金额。"},
      {"OVER_TREASURY",
       "Of {allocation} the treasury has {available:yuan} yuan left from "
       "{date} on, and {needed:yuan} are asked for; {disbursed:yuan} lie on "
       "the recipient's own account that day. Pay from there, have cash paid "
       "back first, or ask for less.{hold:each}",
       "{allocation} 自 {date} 起国库可用余额为 {available:yuan} 元，本次需要 "
       "{needed:yuan} 元；当日单位自有账户尚有 {disbursed:yuan} "
       "元。请从自有账户支付、先缴回资金，或减少金额。{hold:each}"},
      {"OVER_DISBURSED",
       "Of {allocation} {available:yuan} yuan lie on the recipient's own "
       "account on {date}; {needed:yuan} are paid back. Record what was "
       "disbursed first, or correct the amount.",
       "{allocation} 在 {date} 自有账户余额为 {available:yuan} 元，本次缴回 "
       "{needed:yuan} 元。请先登记拨付，或更正金额。"},
      {"CARRIED_OVER",
       "{commitment} was carried over on {carried} and draws on {allocation} "
       "since; the entry is dated {date}. Date it {carried} or later, and name "
       "the real day in words.",
       "{commitment} 已于 {carried} 结转，此后使用 {allocation}，本笔日期为 "
       "{date}。请以 {carried} 或之后的日期登记，并在摘要中注明实际日期。"},
      {"NOT_OF_THE_YEAR",
       "{allocation} takes effect on {allocated}, and the carry-over on "
       "{date}. What ends is of an earlier year than that, and what goes on of "
       "that very year: choose another allocation or day.",
       "{allocation} 生效日期为 {allocated}，结转日期为 "
       "{date}。结转的指标须为以前年度，承接的指标须为当年指标，请更换指标或日"
       "期。"},
      {"RECIPIENT_DIFFERS",
       "{allocation} is earmarked for {recipient}, and {target} for {found}; "
       "what is carried over stays with its recipient.",
       "{allocation} 的接收单位为 {recipient}，{target} 为 "
       "{found}；结转不得变更接收单位。"},
      {"PURPOSES_DIFFER",
       "{purpose} is a purpose of only one of {allocation} and {target}; what "
       "is carried over stays earmarked for the same purposes. State the same "
       "ones in the new document.",
       "{allocation} 与 {target} 的用途不一致：{purpose} "
       "只列于其中一项；结转不得变更用途，请在新指标文中列明相同用途。"},
      {"NOTHING_TO_CARRY",
       "Nothing is left of {allocation} on {date}: there is nothing to carry "
       "over.",
       "{allocation} 在 {date} 没有余额，无可结转。"},
      {"CHANGED_LATER",
       "Account {account} of {allocation} changes once more on {changed}, so "
       "that what is left on {date} is not certain. Carry it over on {changed} "
       "or later.",
       "{allocation} 的账户 {account} 在 {changed} 仍有变动，{date} "
       "的余额尚不确定。请以 {changed} 或之后的日期结转。"},
      {"OPEN_AT_YEAR_END",
       "{allocation} has {amount:yuan} yuan {stage:word} on {date} ("
       "{account}), and it is not clear what becomes of them. Unfreeze what is "
       "frozen, and have proposals decided; of orders and cash name the "
       "allocation they go on in, or settle them first.",
       "{allocation} 在 {date} 有{stage:word} {amount:yuan} 元（{account}"
       "），去向不明。请先解冻，并处理待审批事项；合同/"
       "订单和已拨付资金请指明承接指标，或先结清。"},
      {"LEFTOVER_CHANGED",
       "{allocation} has {left:yuan} yuan left on {date}, and {proposed:yuan} "
       "when it was proposed to give them back. Reject the proposal, and "
       "propose it anew.",
       "{allocation} 在 {date} 结余 {left:yuan} 元，提出时为 {proposed:yuan} "
       "元。请驳回，并重新提出。"},
      {"TOO_MANY_OPEN_LINES",
       "{found} lines of orders are open on {allocation}; one carry-over takes "
       "{maximum} along. Settle or release some of them first.",
       "{allocation} 有 {found} 行合同/订单未结清，一次结转最多 {maximum} "
       "行。请先结清或释放一部分。"},
      {"OVERSPENT",
       "{allocation} has {available:yuan} yuan left for {purpose} from {date} "
       "on; the entry asks for {needed:yuan}.{hold:each}",
       "{allocation} 自 {date} 起可用于 {purpose} 的余额为 {available:yuan} "
       "元，本次需要 {needed:yuan} 元。{hold:each}"},
  };
  return kTexts;
}

}  // namespace epiledger::funding
