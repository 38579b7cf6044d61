// How things are called that have no name of their own.
import { text } from "$src/language/texts.ts";

export const words = {
  allocationOf: text((document: string, line: string) => `${document} 第${line}项`, (document, line) => `${document} line ${line}`),
  requestOf: text((facility: string) => `${facility}的申领`, (facility) => `Request of ${facility}`),
  undivided: text("未分用途", "undivided"),
  notRead: text("名称暂时读不到", "name cannot be read just now"),
  aPerson: text("一位登记人员", "a person of the register"),
  aRecord: text("一条记录", "a record"),
  kinds: {
    anOrder: text("一份订单", "an order"), aPayment: text("一笔支付", "a payment"), aProposal: text("一项待审批事项", "a proposal"),
    anAccrual: text("到货应付", "arrival of goods"), aRefund: text("退款", "refund"), aChange: text("指标调整", "change of the allocation"),
    anAppropriation: text("预算指标下达", "appropriation"), anAdjustment: text("预算指标调整", "adjustment of an appropriation"),
    aCarryOver: text("结转", "carry-over"), aReversal: text("冲销", "reversal"), anArrival: text("到货", "arrival"),
    aLiability: text("垫付或赊购", "liability"), aDisbursement: text("拨付", "disbursement"),
    aCount: text("盘点", "a count"), aMovement: text("出入库记录", "a movement of goods"), aShipment: text("一张调拨单", "a shipment"),
    aReceipt: text("签收记录", "a receipt"), aTask: text("待办", "a task"),
    aLot: text("一个批次", "a lot"), aQuarantine: text("隔离记录", "a quarantine"), aShare: text("一份分配方案", "a fair share"),
    aFinding: text("问题", "a finding"), anInspection: text("督查", "an inspection"), aDrill: text("演练", "a drill"), aPlan: text("预案", "a plan"),
    aUnit: text("一台设备", "a piece of equipment"),
    theCounty: text("本县", "the county"), aFacility: text("一家机构", "a facility"), aStore: text("一个库房", "a store"), anItem: text("一种物资", "an item"),
    anIndicator: text("一项指标", "an indicator"), aForm: text("报表", "a form"), anOrganization: text("一家单位", "an organisation"),
    aDocument: text("一份指标文", "a document"), aFund: text("一项资金", "a fund"), aPurpose: text("一项用途", "a purpose"),
    aReport: text((day: string) => `${day} 日报`, (day) => `The report of ${day}`),
  },
};
