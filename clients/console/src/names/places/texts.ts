// How places in a book are called. Apart, for few views read accounts.
import { text } from "$src/language/texts.ts";

export const places = {
  // Where money stands; `of` is what the account is of.
  money: {
    alloc: text("可用", "available"), paid: text("已支付", "paid"), held: text("订单占用", "held for an order"), prepaid: text("预付", "prepaid"),
    accrued: text("到货应付", "owed for arrivals"), frozen: text("冻结", "frozen"), recalled: text("收回", "recalled"),
    transferredIn: text("调入", "transferred in"), transferredOut: text("调出", "transferred out"), liability: text("垫付或赊购", "owed without funding"),
    undivided: text("其中取自未分用途", "of it, out of what is undivided"), arrived: text("到货数量", "pieces that arrived"),
    refunded: text("退款", "refunded"), proposed: text("待审批占用", "held by a proposal"), ceiling: text("上限额度", "what the ceiling leaves"),
    contra: text("对方科目", "the other side"), disbursed: text("已拨付现金", "cash disbursed"), advanced: text("单位垫付", "advanced by the recipient"),
    paidBack: text("交回现金", "cash given back"), carriedIn: text("结转转入", "carried in"), carriedOut: text("结转转出", "carried out"),
    source: text("下达来源", "where appropriations come from"), fund: text("可分配", "to be allocated"),
  },
  goods: {
    store: text("在库", "in stock"), used: text("已使用", "used up"), issued: text("已领用", "issued"), inService: text("在用", "in service"),
    scrapped: text("已报废", "scrapped"), returned: text("已退回", "given back"), loss: text("损失", "lost"), transit: text("在途", "on the way"),
    transitLoss: text("途中损失", "lost on the way"), donor: text("捐赠方", "donors"), supplier: text("供货方", "suppliers"),
    opening: text("期初库存", "there at the opening"), found: text("盘点发现", "found by a count"),
  },
  other: text("其他科目", "another account"),
};
