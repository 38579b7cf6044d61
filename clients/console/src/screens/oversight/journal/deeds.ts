// Deeds: what a method of the services does, in words. Pure. A method that has
// none is told by its own words.
import { text, type Text } from "$src/language/texts.ts";

/** What can be done, by the beginning of a method; the longer one first. */
const VERBS: readonly [string, Text][] = [
  ["BatchCreate", text("成批登记", "record")], ["Create", text("登记", "record")], ["Update", text("修改", "change")], ["Settle", text("结清", "settle")], ["Set", text("设定", "set")],
  ["Submit", text("上报", "submit")], ["Correct", text("更正", "correct")], ["Approve", text("批准", "approve")], ["Reject", text("驳回", "reject")],
  ["Withdraw", text("撤回", "withdraw")], ["Cancel", text("取消", "cancel")], ["Close", text("关闭", "close")], ["Open", text("打开", "open")],
  ["Pay", text("支付", "pay")], ["Release", text("释放", "release")], ["Reverse", text("冲销", "reverse")], ["Reopen", text("重新打开", "reopen")], ["Retry", text("重新匹配", "match again")],
  ["Resolve", text("处理", "resolve")], ["Confirm", text("确认", "confirm")], ["Pick", text("配货", "pick")], ["Ship", text("发出", "ship")],
  ["TakeBack", text("收回", "take back")], ["Grant", text("批准", "grant")], ["Revise", text("修订", "revise")], ["Retire", text("停用", "retire")],
  ["Replace", text("替换", "replace")], ["Amend", text("调整", "amend")], ["Retest", text("复查", "test again")], ["Report", text("报告", "report")],
  ["Issue", text("签发", "issue")], ["Revoke", text("吊销", "revoke")], ["Erase", text("删除", "erase")], ["Change", text("变更", "change")],
  ["Follow", text("核对", "follow")], ["Record", text("登记", "record")], ["Add", text("增加", "add")],
  // What is only asked for stands among the denials.
  ["List", text("查看", "read")], ["Get", text("查看", "read")], ["Watch", text("查看", "read")], ["Trace", text("追溯", "trace")], ["Verify", text("核验", "verify")],
  ["Search", text("查找", "search for")], ["Rank", text("排列", "rank")], ["Suggest", text("试算", "suggest")], ["Draft", text("起草", "draft")], ["Download", text("下载", "download")],
];

/** What it is done to. */
const THINGS: Record<string, Text> = {
  Fund: text("资金来源", "a fund"), Purpose: text("用途", "a purpose"), Appropriation: text("预算指标", "an appropriation"),
  AllocationDocument: text("指标文", "an allocation document"), Allocation: text("指标", "an allocation"), Payment: text("支付", "a payment"),
  Commitment: text("订单", "an order"), Accrual: text("到货应付", "arrived goods"), Refund: text("退款", "a refund"),
  AllocationChange: text("指标调整", "a change of an allocation"), AppropriationAdjustment: text("预算指标调整", "an adjustment"),
  Reversal: text("冲销", "a reversal"), Proposal: text("待审批事项", "a proposal"), ApprovalLimits: text("审批限额", "approval limits"),
  Arrival: text("到货", "an arrival"), Liability: text("垫付或赊购", "a liability"), Disbursement: text("拨付", "a disbursement"),
  CarryOver: text("结转", "a carry-over"), Period: text("会计期间", "a period"), County: text("建账", "a county"),
  TreasuryStatement: text("国库对账单", "a treasury statement"), Matches: text("对账结果", "matches"),
  Item: text("物资品种", "an item"), Store: text("库房", "a store"), Movement: text("出入库", "a movement of goods"), Count: text("盘点", "a count"),
  Shipment: text("调拨", "a shipment"), ShipmentReceipt: text("签收", "a receipt"), Requisition: text("申领", "a request"),
  Task: text("待办", "a task"), EquipmentUnit: text("设备", "equipment"), EquipmentState: text("设备状态", "the state of equipment"),
  LotQuarantine: text("批次封存", "a quarantine of a lot"), StockLevel: text("库存标准", "a stock level"), FairShare: text("分配方案", "a fair share"),
  EssentialList: text("必备清单", "a list of essentials"), SupplySettings: text("物资设置", "settings of supplies"),
  Organization: text("单位", "an organisation"), Facility: text("机构", "a facility"), Subject: text("人员", "a person"), Person: text("人员姓名", "a person's name"),
  DutyContact: text("值班联系人", "a duty contact"), Token: text("登录凭证", "a token"), SubjectProposal: text("角色审批", "a proposal of roles"),
  ReportSchedule: text("报送时间", "a schedule of reports"), Report: text("日报", "a daily report"), Form: text("报表样式", "a form"), FormVersion: text("报表样式的新版", "a version of a form"),
  Indicator: text("指标口径", "an indicator"), DutyPost: text("值班岗位", "a duty post"), Shift: text("值班", "a shift"),
  Plan: text("预案", "a plan"), Drill: text("演练", "a drill"), DrillFinding: text("演练问题", "a finding of a drill"), Finding: text("问题", "a finding"),
  FindingFix: text("整改", "a fix"), Inspection: text("督查", "an inspection"), InspectionFinding: text("督查问题", "a finding of an inspection"),
  Bulletin: text("情况汇报", "a bulletin"), BulletinRendering: text("情况汇报文件", "a file of a bulletin"), CountySummary: text("全县资金", "all money"),
  StatementLine: text("对账单", "a statement"), Overview: text("全县情况", "the county"), Stock: text("库存", "stock"), ReportStatus: text("报送情况", "who reported"),
  Entry: text("一条账目", "an entry of a book"), Entries: text("账目", "entries of a book"), Refusal: text("被拒绝的登记", "refusals"), Funding: text("资金去向", "where money went"),
  Incarnation: text("账簿恢复或导入", "a restored book"), ClockJump: text("时钟调整", "a change of the clock"), TreasuryConfirmation: text("对账确认", "matches confirmed"),
  TreasuryMatch: text("对账结果", "a match"), Lot: text("批次", "a lot"),
};

const READS = /^(List|Get|Watch|Trace|Verify|Search|Rank|Suggest|Draft|Download)/;

export interface Deed {
  verb: Text | undefined;
  thing: Text | undefined;
}

export function thingOf(word: string): Text | undefined {
  const singular = word.replace(/ies$/, "y").replace(/(?<=us|x)es$|s$/, "");
  return THINGS[word] ?? THINGS[singular];
}

/** Of `epiledger.funding.v1.FundingService.CreatePayment`: record a payment. */
export function deedOf(method: string): Text {
  const name = method.slice(method.lastIndexOf(".") + 1).replace(/^Batch(?!Create)/, "");
  const verb = VERBS.find(([word]) => name.startsWith(word));
  const thing = verb && thingOf(name.slice(verb[0].length));
  if (!thing && verb && READS.test(name)) return text("查看其他内容", "read something else");
  if (!verb || !thing) return text("服务自动登记", "recorded by the service");
  return text(`${verb[1].zh()}${thing.zh()}`, `${verb[1].en()} ${thing.en()}`);
}
