// Enums: what a choice in a message means. One that is not here is not told.
import type { DescEnum } from "@bufbuild/protobuf";
import { text, type Text } from "$src/language/texts.ts";
import { roles } from "$src/names/roles.ts";
import { words as oversight } from "../../texts.ts";
import { shortName } from "./fields.ts";

const OPEN = text("未处理", "open");
const APPROVED = text("已批准", "approved");
const REJECTED = text("已驳回", "rejected");
const WITHDRAWN = text("已撤回", "withdrawn");
const EXPIRED = text("已过期", "expired");
const CANCELLED = text("已取消", "cancelled");
const DAMAGED = text("损坏", "damaged");
const OTHER = text("其他", "other");
const CONTRADICTED = text("与盘点不符，未入账", "counts say otherwise: in no stock");
const { states, severities, steps, reportStates } = oversight;

const ENUMS: Record<string, Record<string, Text>> = {
  "Fund.Kind": { CENTRAL: text("中央", "central"), PROVINCIAL: text("省级", "provincial"), COUNTY: text("县级", "county"), DONATION: text("捐赠", "donation") },
  "Payment.Kind": { DIRECT: text("直接付款", "direct"), PREPAYMENT: text("预付", "prepayment"), SETTLEMENT: text("结算到货", "for what arrived"), LIABILITY: text("偿还垫付或赊购", "of a liability") },
  "Payment.Method": { DIRECT: text("直接支付", "direct"), AUTHORIZED: text("授权支付", "authorised"), OWN_ACCOUNT: text("自有账户", "own account") },
  "AllocationChange.Kind": { RECALL: text("收回", "recall"), TRANSFER: text("调剂", "transfer"), FREEZE: text("冻结", "freeze"), UNFREEZE: text("解冻", "unfreeze") },
  "AppropriationAdjustment.Kind": { RAISE: text("调增", "raised"), LOWER: text("调减", "lowered") },
  "Disbursement.Kind": { PAID_OUT: text("拨付", "paid out"), PAID_BACK: text("交回", "paid back") },
  "Period.State": { CLOSED: text("已结账", "closed"), OPEN: text("已重开", "opened again") },
  "Proposal.State": { OPEN: text("待审批", "waits"), APPROVED, REJECTED, WITHDRAWN, EXPIRED },
  "Proposal.Kind": { PAYMENT: text("支付", "payment"), COMMITMENT: text("订单", "order"), TRANSFER: text("调剂", "transfer"), RECALL: text("收回", "recall"), LIMITS: text("审批限额", "limits") },
  "Arrival.Kind": { RECEIVED: text("收到", "received"), SENT_BACK: text("退回", "sent back"), CONTRADICTED },
  "Arrival.State": { MATCHED: text("已匹配", "matched"), OPEN, RESOLVED: text("已处理", "resolved") },
  "Arrival.Problem": { UNKNOWN_ORDER: text("没有这份订单", "no such order"), UNKNOWN_LINE: text("订单没有这一行", "the order has no such line"), OTHER_ITEM: text("订单这一行是另一种物资", "the line is of another item"),
    UNKNOWN_PRICE: text("无法计价", "no price"), OVER_DELIVERED: text("到货多于订购", "more than was ordered"), REFUSED: text("被规则拒绝", "a rule refused it"), SENT_BACK: text("货物已退回", "it was sent back"), CONTRADICTED,
    SOURCE_LOST: text("来源账已恢复，没有此条", "its source was restored without it") },

  "Item.Kind": { CONSUMABLE: text("耗材", "consumable"), DURABLE: text("设备", "durable") },
  "Store.Kind": { RESERVE: text("储备库", "reserve"), PHARMACY: text("药房", "pharmacy"), WARD: text("病区", "ward") },
  "Origin.Kind": { DONOR: text("捐赠", "donation"), OPENING: text("期初", "opening"), UNFUNDED: text("未落实资金", "unfunded"), FOUND: text("盘点发现", "found"), COMMITMENT: text("订单采购", "bought by an order") },
  "Movement.Kind": { RECEIVE: text("入库", "received"), ISSUE: text("领用", "issued"), PUT_IN_SERVICE: text("设备启用", "put in service"), LOSE: text("损失", "lost"), BRING_BACK: text("退回库房", "brought back"),
    SEND_BACK: text("退给供货方", "sent back"), SHIP: text("发出", "shipped"), ARRIVE: text("到达", "arrived") },
  "Movement.Outcome": { CONTRADICTED },
  LossReason: { EXPIRED: text("过期", "expired"), DAMAGED, STOLEN: text("失窃", "stolen"), CONTAMINATED: text("污染", "contaminated"), OTHER },
  SurplusReason: { EARLIER_MISCOUNT: text("以前盘错", "an earlier miscount"), UNRECORDED_RECEIPT: text("入库未登记", "a receipt that was not recorded"), RETURNED: text("退回", "returned"), OTHER,
    TOLERANCE: text("容差之内", "within tolerance"), UNEXPLAINED: text("未说明", "not explained"), LATE_ENTRY: text("补登所致", "by a late entry") },
  CountKind: { FULL: text("全面盘点", "everything"), PARTIAL: text("部分盘点", "some items") },
  "CountResult.Outcome": { OPENING: text("期初盘点", "opening"), AS_EXPECTED: text("与账面一致", "as expected"), USE: text("记为使用", "used"), SURPLUS: text("盘盈", "surplus"), CONTRADICTED: text("与出入库不符", "contradicted"),
    REPEATED: text("与前次相同", "repeated"), WITHDRAWN, NOT_COUNTED: text("未盘", "not counted"), MOVED: text("盘点期间有出入库", "moved meanwhile"), UNCONFIRMED: text("待确认", "to be confirmed"), REJECTED: text("未入账", "rejected") },
  AbsentReason: { UNKNOWN: text("不清楚", "not known"), NOT_APPLICABLE: text("不适用", "not applicable"), NOT_ASKED: text("未要求填报", "not asked"), NOT_SUPPORTED: text("无法统计", "not supported") },
  "Task.Kind": { CONTRADICTED_COUNT: text("盘点与出入库不符", "a count that movements contradict"), CONTRADICTED_RECEIPT: text("入库与盘点不符", "a receipt that counts contradict"), LATE_SURPLUS: text("补登造成盘盈", "a surplus by a late entry"),
    UNEXPLAINED_SURPLUS: text("盘盈未说明", "a surplus without a reason"), CONTRADICTED_LOSS: text("损失与盘点不符", "a loss that counts contradict"), CONTRADICTED_RETURN: text("退回与盘点不符", "a return that counts contradict"),
    CONTRADICTED_ARRIVAL: text("签收与盘点不符", "an arrival that counts contradict"), BROKEN_RESERVATION: text("预留落空", "a reservation that broke") },
  "Task.State": { OPEN, RESOLVED: text("已处理", "resolved") },
  "Shipment.State": { RESERVED: text("已预留", "held back"), PICKED: text("已配货", "picked"), SHIPPED: text("已发出", "shipped"), PARTLY_RECEIVED: text("部分签收", "partly received"), RETURNING: text("退回途中", "on its way back"),
    RECEIVED: text("已签收", "received"), CANCELLED },
  "Shipment.Settlement.Kind": { ACCEPTED: text("签收", "accepted"), REJECTED: text("拒收", "rejected"), TAKEN_BACK: text("收回", "taken back"), WRITTEN_OFF: text("核销", "written off") },
  RejectionReason: { MISSING: text("短少", "missing"), DAMAGED, WRONG_ITEM: text("品种不符", "the wrong item"), EXPIRED: text("过期", "expired"), OTHER },
  "Requisition.State": { SUBMITTED: text("待答复", "waits for an answer"), APPROVED, REJECTED, CANCELLED, CLOSED: text("已办结", "closed") },
  EquipmentState: { IN_SERVICE: text("在用", "in service"), WORKING: text("可用", "working"), BROKEN: text("故障", "broken"), SCRAPPED: text("已报废", "scrapped") },
  "FairShare.State": { PROPOSED: text("待批准", "proposed"), APPROVED, WITHDRAWN: text("不执行", "withdrawn") },

  "Facility.Kind": { HOSPITAL: text("医院", "hospital"), FEVER_CLINIC: text("发热门诊", "fever clinic"), HEALTH_CENTRE: text("卫生院", "health centre"), DISEASE_CONTROL: text("疾控中心", "disease control"),
    WAREHOUSE: text("储备库", "warehouse"), TOWN: text("乡镇", "town"), HEADQUARTERS: text("指挥部", "headquarters") },
  ReportForm: { HOSPITAL_DAILY: text("医疗机构日报", "hospital's daily report"), TOWN_DAILY: text("乡镇日报", "town's daily report") },
  Role: { FINANCE: roles.finance, HOSPITAL: roles.hospital, WAREHOUSE: roles.warehouse, HEADQUARTERS: roles.headquarters, SUPERVISION: roles.supervision, TOWN: roles.town,
    AUDITOR: roles.auditor, OPERATOR: roles.operator },
  "SubjectProposal.State": { OPEN: text("待审批", "waits"), APPROVED, REJECTED, WITHDRAWN, EXPIRED },
  "SubjectProposal.Kind": { ENLISTMENT: text("登记人员", "a new person"), CHANGE: text("变更角色", "other roles"), TOKEN: text("签发登录凭证", "a token") },
  ReportState: { ON_TIME: reportStates.onTime, LATE: reportStates.late, MISSING: reportStates.missing, NOT_DUE: reportStates.notDue },
  "InPlace.State": { IN_PLACE: text("到位", "in place"), NOT_IN_PLACE: text("不到位", "not in place") },
  AggregationKind: { COUNT: text("累加", "count"), POINT_IN_TIME: text("时点数", "point in time"), CUMULATIVE: text("累计数", "cumulative") },
  "Plan.State": { RETIRED: text("已停用", "retired") },
  "Drill.Rating": { GOOD: text("好", "good"), FAIR: text("一般", "fair"), POOR: text("差", "poor") },
  "Finding.State": { OPEN: states.open, FIXED: states.fixed, CLOSED: states.closed },
  "Finding.Severity": { MINOR: severities.minor, MAJOR: severities.major, CRITICAL: severities.critical },
  "FindingStep.Kind": { FOUND: steps.found, AMENDED: steps.amended, FIXED: steps.fixed, PASSED: steps.passed, FAILED: steps.failed },
};

export function enumText(of: DescEnum, number: number): Text | undefined {
  const value = of.value[number];
  return value && ENUMS[shortName(of.typeName)]?.[value.localName];
}
