// Fields: what a field of a message is called. One that is not here is not
// told: it is the services' own, or said elsewhere on the screen.
import type { DescField } from "@bufbuild/protobuf";
import { text, type Text } from "$src/language/texts.ts";

const DAY = text("日期", "Day");
const REASON = text("原因", "Reason");
const NOTE = text("备注", "Note");
const STATE = text("状态", "State");
const KIND = text("类别", "Kind");
const LINES = text("明细", "Lines");
const FACILITY = text("单位", "Facility");

/** By the field alone, in whichever message it is. */
const FIELDS: Record<string, Text> = {
  displayName: text("名称", "Name"), title: text("标题", "Title"), number: text("文号或编号", "Number"), kind: KIND, state: STATE, reason: REASON, note: NOTE,
  code: text("行政区划代码", "Code of the county"), description: text("说明", "In words"), lines: LINES, facility: FACILITY, organization: text("责任单位", "Who answers for it"),
  approver: text("批准人", "Approved by"), proposer: text("提出人", "Proposed by"), decider: text("审批人", "Decided by"),
  validFrom: text("起始日期", "From"), validUntil: text("有效期至", "Valid until"), correctionReason: text("更正原因", "Why corrected"), withdrawn: text("已撤销", "Withdrawn"),

  // Money.
  issuer: text("发文单位", "Issuer"), documentDate: DAY, documentNumber: text("依据文号", "Document number"), allocation: text("指标", "Allocation"),
  allocations: text("指标", "Allocations"), purpose: text("用途", "Purpose"), purposes: text("用途", "Purposes"), fund: text("资金来源", "Fund"), recipient: text("使用单位", "Recipient"),
  amount: text("金额", "Amount"), ceiling: text("上限", "At most"), effectiveDate: text("生效日期", "Holds from"), closedDate: text("关闭日期", "Closed"),
  paymentDate: DAY, payee: text("收款单位", "Payee"), method: text("支付方式", "Method"), supplier: text("供货单位", "Supplier"), creditor: text("债权单位", "Owed to"),
  debtor: text("欠款单位", "Owed by"), invoice: text("发票号", "Invoice number"), invoiceAmount: text("发票总额", "Whole amount of the invoice"),
  voucher: text("凭证号", "Voucher number"), summary: text("摘要", "In words"), targetAllocation: text("转入指标", "Into the allocation"),
  targetPurpose: text("转入用途", "Into the share for"), commitment: text("订单", "Order"), commitments: text("订单", "Orders"), liability: text("垫付或赊购", "Liability"),
  line: text("订单行号", "Line of the order"), final: text("最后一批", "The last of it"), owedAgain: text("仍须支付", "Still owed"), classification: text("预算科目", "Classification"),
  functionCode: text("功能分类", "Function"), economicCode: text("经济分类", "Economic"), directFundMark: text("直达资金标识", "Direct fund"),
  commitmentDate: DAY, accrualDate: DAY, refundDate: DAY, changeDate: DAY, carryDate: DAY, disbursementDate: DAY, appropriationDate: DAY, adjustmentDate: DAY,
  liabilityDate: DAY, arrivalDate: DAY, originalDate: text("原登记日期", "Day of the original"), reversalDate: text("冲销日期", "Day of the reversal"),
  firstDate: text("起始日期", "From"), lastDate: text("截止日期", "Until"), lineDate: DAY, reference: text("对方编号", "Reference"), total: text("合计", "In all"),
  limit: text("单人限额", "Limit for one person"), windowHours: text("累计时段（小时）", "Counted together within (h)"), expiryHours: text("审批期限（小时）", "Decided within (h)"),
  nearPercent: text("接近限额（%）", "Near the limit (%)"), quantityLeft: text("对不上的数量", "Does not fit"), problem: text("哪里对不上", "What does not fit"),
  resolution: text("处理结果", "How it was resolved"), resolvedBy: text("处理人", "Resolved by"),

  // Goods.
  item: text("物资", "Item"), quantity: text("数量", "Quantity"), baseUnit: text("基本单位", "Base unit"), category: text("分类", "Category"), packs: text("包装", "Packs"),
  size: text("每包装", "Holds"), standards: text("执行标准", "Standards"), text: text("标准", "Standard"), shelfLifeMonths: text("保质期（月）", "Shelf life (months)"),
  surplusTolerance: text("盘盈容差", "Surplus tolerated"), substitutes: text("可替代物资", "May be replaced by"), store: text("库房", "Store"), batch: text("批号", "Batch"),
  expiryDate: text("有效期至", "Expires"), origin: text("来源", "Origin"), donor: text("捐赠方", "Donor"), counterparty: text("对方", "Other side"),
  movementTime: text("发生时间", "When"), lossReason: text("损失原因", "Why lost"), overrideReason: text("未按先到期先出的原因", "Why not the first to expire"),
  countTime: text("盘点时间", "Counted at"), result: text("", ""), outcome: text("结果", "Outcome"), expected: text("账面", "By the books"), use: text("期间用量", "Used since"), surplus: text("盘盈", "Surplus"),
  surplusReason: text("盘盈原因", "Why a surplus"), opening: text("期初", "Opening"), supersedes: text("取代", "Takes the place of"), absentReason: text("未知原因", "Why not known"), notCounted: text("未盘的物资", "Not counted"),
  toStore: text("调入库房", "To"), fromStore: text("调出库房", "From"), requisition: text("依据申领", "For the request"), shipping: text("发出", "Shipped"), shipTime: text("时间", "at"),
  carrier: text("承运", "by"), cancellation: text("取消", "Cancelled"), settlements: text("签收与处理", "What became of it"), rejectionReason: text("拒收原因", "Why rejected"),
  remark: NOTE, shipment: text("依据单据", "Of"), receiptTime: text("签收时间", "Received at"), acceptAll: text("全部签收", "All accepted"),
  acceptedTotal: text("签收", "Accepted"), rejections: text("拒收", "Rejected"), wantedBy: text("需用日期", "Wanted by"), approved: text("批准", "Granted"), received: text("已收", "Received"),
  decision: text("答复", "Decision"), grants: text("批准", "Granted"), shipped: text("发出", "Shipped"), accepted: text("签收", "Accepted"), rejected: text("拒收", "Rejected"),
  notArrived: text("未到", "Did not arrive"), effectiveTime: text("对应时间", "About"), windowDays: text("消耗窗口（天）", "Window of use (d)"), staleDays: text("盘点过期（天）", "A count is stale after (d)"),
  bandDays: text("紧急程度分界（天）", "Bands (d)"), targetDays: text("目标天数", "Target (d)"), serialNumber: text("设备编号", "Serial number"), serviceTime: text("启用时间", "In service from"),
  changes: text("状态变化", "What changed"), changeTime: text("时间", "at"), quarantineTime: text("封存时间", "Quarantined at"), release: text("解除封存", "Released"),
  releaseTime: text("时间", "at"), leftOver: text("剩余", "Left over"), minTotal: text("最低库存", "At least"), maxTotal: text("最高库存", "At most"), versions: text("各版本", "Versions"),
  facilities: text("适用机构", "For"), readyUnits: text("达标数量", "Ready with"),

  // Readiness.
  reportForm: text("报表", "Form"), reportsFrom: text("报送自", "Reports from"), reportsUntil: text("报送至", "Reports until"),
  dutyContact: text("值班联系人", "Duty contact"), town: text("所属乡镇", "Town"), roles: text("角色", "Roles"), grant: text("授权", "Granted"), giver: text("授权人", "by"),
  eraseTime: text("姓名删除时间", "Name erased"), issueTime: text("签发时间", "Issued"), expireTime: text("有效期至", "Holds until"), revokeTime: text("吊销时间", "Revoked"),
  revokeReason: text("吊销原因", "Why revoked"), before: text("原角色", "Roles before"), after: text("新角色", "Roles after"),
  reportDate: text("报表日期", "Day of the report"), zeroReport: text("零报告", "Zero report"), readings: text("填报内容", "What was reported"), figures: text("", ""),
  indicator: text("指标", "Indicator"), reading: text("", ""), carriedFrom: text("沿用自", "Carried from"), fourInPlace: text("四到位自评", "Four in place, by itself"),
  personnel: text("人员", "Personnel"), equipment: text("器械", "Equipment"), medicines: text("药品", "Medicines"), duty: text("值守", "Duty"), revision: text("第几稿", "Revision"),
  receiveTime: text("首次收到时间", "First received"), dueRules: text("报送时间", "When due"), dueMinutes: text("当日时限", "Due at"), unit: text("单位", "Unit"), questions: text("内容", "Asks for"),
  scenario: text("情景", "Scenario"), approveDate: text("批准日期", "Approved"), reviewDate: text("复核日期", "To be reviewed"), retirement: text("停用", "Retired"),
  retireDate: DAY, plan: text("预案", "Plan"), drillDate: text("演练日期", "Day of the drill"), participants: text("参加人数", "People"), rating: text("评价", "Rating"),
  evaluation: text("评估", "Evaluation"), inspectionDate: text("督查日期", "Day of the inspection"), subjectMatter: text("督查内容", "What was inspected"),
  conclusion: text("结论", "Conclusion"), foundBy: text("由何发现", "Found by"), severity: text("严重程度", "Severity"), owner: text("责任人", "Who answers for it"), dueDate: text("整改期限", "Due"),
  foundDate: text("发现日期", "Found"), steps: text("经过", "What happened"), stepDate: DAY, requirements: text("值班要求", "Hours to be manned"), hours: text("时段", "Hours"),
  startMinutes: text("开始", "From"), lengthMinutes: text("时长（分钟）", "For (min)"), needed: text("人数", "People"), dutyPost: text("岗位", "Post"), startTime: text("开始", "From"), endTime: text("结束", "Until"),
  replaces: text("替换", "Takes the place of"), withdrawal: text("撤销", "Withdrawn"), bulletinDate: DAY, organizationNote: text("组织情况", "Organisation"), nextSteps: text("下步工作", "Next steps"),
  bedsStaffed: text("开放床位", "Beds staffed"), bedsOccupied: text("占用床位", "Beds occupied"), icuBedsStaffed: text("重症床位", "ICU beds staffed"),
  icuBedsOccupied: text("占用重症床位", "ICU beds occupied"), ventilatorsTotal: text("呼吸机", "Ventilators"), ventilatorsInUse: text("在用呼吸机", "Ventilators in use"),
  inpatients: text("在院患者", "Inpatients"), staffTotal: text("人员", "Staff"), staffOnDuty: text("在岗人员", "Staff on duty"),
};

const PROPOSED = text("待审批内容", "What is proposed");
const DECIDED_UNTIL = text("审批期限", "Decided until");
const QUANTITY = text("数量", "Quantity");

/** By the message as well: what is called otherwise there, or is not told. */
const OF_MESSAGES: Record<string, Text | undefined> = {
  "Payment.kind": text("支付类别", "Kind of payment"), "Proposal.payment": PROPOSED, "Proposal.commitment": PROPOSED, "Proposal.allocationChange": PROPOSED,
  "Proposal.approvalLimits": PROPOSED, "Proposal.carryOver": PROPOSED, "Proposal.allocation": undefined, "Proposal.payee": undefined,
  "Proposal.expireTime": DECIDED_UNTIL, "SubjectProposal.expireTime": DECIDED_UNTIL, "SubjectProposal.subject": text("人员", "Person"),
  "ApprovalLimits.payment": text("支付限额", "Payments"), "ApprovalLimits.commitment": text("订单限额", "Orders"), "ApprovalLimits.transfer": text("调剂限额", "Transfers"),
  "ApprovalLimits.recall": text("收回限额", "Recalls"), "Allocation.state": undefined, "Origin.line": undefined, "Item.kind": text("耗材或设备", "Consumable or durable"),
  "Movement.shipment": text("随调拨", "With the shipment"), "Movement.Line.total": QUANTITY, "Shipment.Line.total": QUANTITY, "Requisition.Line.total": QUANTITY,
  "Grant.total": QUANTITY, "ShipmentReceipt.Rejection.total": QUANTITY, "CountResult.total": text("实盘", "Counted"), "FairShareLine.total": text("分得", "Gets"),
  "LotQuarantine.lot": text("批次", "Lot"), "Shift.subject": text("值班人", "On duty"), "Inspection.organization": text("督查组", "Group"),
  "FindingStep.organization": undefined, "FindingStep.severity": undefined, "FindingStep.owner": undefined,
  "FindingStep.subject": text("登记人", "Recorded by"), "Facility.organization": text("主管单位", "Belongs to"),
};

/** In a line of a list these are told without a heading, which would say the same each time. */
export const BARE = new Set(["item", "indicator", "purpose", "kind", "state", "text", "outcome", "stepDate"]);

/** A message's name without its package. */
export function shortName(typeName: string): string {
  return typeName.replace(/^.*\.v\d+\./, "");
}

/** Nothing where it has no words; empty: what is in it stands for itself. */
export function fieldText(field: DescField): Text | undefined {
  const inMessage = `${shortName(field.parent.typeName)}.${field.localName}`;
  return inMessage in OF_MESSAGES ? OF_MESSAGES[inMessage] : FIELDS[field.localName];
}
