// What the services' words are called: states, kinds, bands, reasons.
import { Change_Kind, Change_Turn, ChangedFigure_Absence } from "$calls/headquarters/epiledger/command/v1/change_pb";
import { PartStatus_State } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { Problem_Kind, RankedFacility_Standing } from "$calls/headquarters/epiledger/command/v1/ranking_pb";
import { DimensionStanding_Contradiction } from "$calls/headquarters/epiledger/command/v1/standing_pb";
import { Finding_Severity, Finding_State } from "$calls/headquarters/epiledger/readiness/v1/finding_pb";
import { InPlace_State, ReportState } from "$calls/headquarters/epiledger/readiness/v1/readiness_pb";
import { Supply_Band } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { Dimension, Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { AbsentReason } from "$calls/headquarters/epiledger/type/v1/reading_pb";
import { text, type Text } from "$src/language/texts.ts";

type Words<Key extends number> = Record<Key, Text>;

const unknown = text("不明", "not known");

export const partState: Words<PartStatus_State> = {
  [PartStatus_State.UNSPECIFIED]: unknown,
  [PartStatus_State.FRESH]: text("最新", "up to date"),
  [PartStatus_State.STALE]: text("失联，为旧数", "silent, these are old"),
  [PartStatus_State.NEVER_SEEN]: text("从未连通，情况不明", "never reached, nothing is known"),
};

export const standing: Words<Standing> = {
  [Standing.UNSPECIFIED]: unknown,
  [Standing.READY]: text("达标", "ready"),
  [Standing.AT_RISK]: text("有风险", "at risk"),
  [Standing.UNKNOWN]: text("情况不明", "not known"),
  [Standing.NOT_READY]: text("不达标", "not ready"),
};

export const dimension: Words<Dimension> = {
  [Dimension.UNSPECIFIED]: unknown,
  [Dimension.PERSONNEL]: text("人员", "personnel"),
  [Dimension.EQUIPMENT]: text("器械", "equipment"),
  [Dimension.MEDICINES]: text("药品物资", "medicines"),
  [Dimension.DUTY]: text("值守", "duty"),
  [Dimension.PLANS]: text("预案演练", "plans and drills"),
};

export const contradiction: Words<DimensionStanding_Contradiction> = {
  [DimensionStanding_Contradiction.UNSPECIFIED]: text("一致", "agree"),
  [DimensionStanding_Contradiction.NOT_READY]: text("自评到位，记录不达标", "says in place, records say not ready"),
  [DimensionStanding_Contradiction.READY]: text("自评未到位，记录达标", "says not in place, records say ready"),
};

export const band: Words<Supply_Band> = {
  [Supply_Band.UNSPECIFIED]: unknown,
  [Supply_Band.OUT]: text("断供", "out"),
  [Supply_Band.CRITICAL]: text("告急", "critical"),
  [Supply_Band.LOW]: text("偏低", "low"),
  [Supply_Band.MODERATE]: text("一般", "moderate"),
  [Supply_Band.AMPLE]: text("充足", "ample"),
  [Supply_Band.UNKNOWN]: unknown,
};

export const severity: Words<Finding_Severity> = {
  [Finding_Severity.UNSPECIFIED]: unknown,
  [Finding_Severity.MINOR]: text("一般", "minor"),
  [Finding_Severity.MAJOR]: text("较重", "major"),
  [Finding_Severity.CRITICAL]: text("严重", "critical"),
};

export const findingState: Words<Finding_State> = {
  [Finding_State.UNSPECIFIED]: unknown,
  [Finding_State.OPEN]: text("待整改", "to be fixed"),
  [Finding_State.FIXED]: text("待复查", "to be tested"),
  [Finding_State.CLOSED]: text("已销号", "closed"),
};

export const inPlace: Words<InPlace_State> = {
  [InPlace_State.UNSPECIFIED]: unknown,
  [InPlace_State.IN_PLACE]: text("到位", "in place"),
  [InPlace_State.NOT_IN_PLACE]: text("未到位", "not in place"),
};

export const absent: Words<AbsentReason> = {
  [AbsentReason.UNSPECIFIED]: unknown,
  [AbsentReason.UNKNOWN]: unknown,
  [AbsentReason.NOT_APPLICABLE]: text("不适用", "does not apply"),
  [AbsentReason.NOT_ASKED]: text("未要求", "not asked"),
  [AbsentReason.NOT_SUPPORTED]: text("系统不支持", "not supported"),
};

export const reportState: Words<ReportState> = {
  [ReportState.UNSPECIFIED]: text("无须上报", "none owed"),
  [ReportState.ON_TIME]: text("按时", "on time"),
  [ReportState.LATE]: text("迟报", "late"),
  [ReportState.MISSING]: text("缺报", "missing"),
  [ReportState.NOT_DUE]: text("未到期", "not due"),
};

export const ranked: Words<RankedFacility_Standing> = {
  [RankedFacility_Standing.UNSPECIFIED]: unknown,
  [RankedFacility_Standing.FAILED]: text("已告急", "failed"),
  [RankedFacility_Standing.UNKNOWN]: text("情况不明", "not known"),
  [RankedFacility_Standing.FAILS_LATER]: text("将告急", "fails later"),
  [RankedFacility_Standing.NOTHING_FAILS]: text("无告急", "nothing fails"),
  [RankedFacility_Standing.NOTHING_ASKED]: text("无上报要求", "nothing asked"),
};

export const problem: Words<Problem_Kind> = {
  [Problem_Kind.UNSPECIFIED]: unknown,
  [Problem_Kind.STOCK_OUT]: text("物资断货", "stock runs out"),
  [Problem_Kind.REPORT_OVERDUE]: text("逾期未报", "report overdue"),
  [Problem_Kind.FINDING]: text("问题未整改", "finding not fixed"),
  [Problem_Kind.NOT_IN_PLACE]: text("自评未到位", "says not in place"),
  [Problem_Kind.NEVER_REPORTED]: text("从未上报", "never reported"),
  [Problem_Kind.NEVER_COUNTED]: text("从未盘点", "never counted"),
  [Problem_Kind.PLACE_UNKNOWN]: text("是否到位不明", "in place or not: not known"),
  [Problem_Kind.NEVER_REACHED]: text("服务从未连通", "service never reached"),
  [Problem_Kind.USE_UNKNOWN]: text("消耗不明", "use not known"),
  [Problem_Kind.NOT_READY]: text("据记录不达标", "not ready by what is recorded"),
  [Problem_Kind.STANDING_UNKNOWN]: text("无记录可查", "nothing is recorded of it"),
  [Problem_Kind.AT_RISK]: text("据记录有风险", "at risk by what is recorded"),
};

export const change: Words<Change_Kind> = {
  [Change_Kind.UNSPECIFIED]: unknown,
  [Change_Kind.REPORT]: text("最近日报", "newest report"),
  [Change_Kind.REPORT_OVERDUE]: text("逾期未报", "report overdue"),
  [Change_Kind.INDICATOR]: text("上报数据", "reported"),
  [Change_Kind.FOUR_IN_PLACE]: text("四到位", "four-in-place"),
  [Change_Kind.INDICATOR_TOTAL]: text("全县合计", "county total"),
  [Change_Kind.STOCK_BAND]: text("库存可用", "stock lasts"),
  [Change_Kind.SHORTAGE]: text("告急物资", "shortage"),
  [Change_Kind.DOCUMENT]: text("指标文资金", "money of a document"),
  [Change_Kind.PURPOSE]: text("用途资金", "money of a purpose"),
  [Change_Kind.FINDING]: text("问题", "finding"),
  [Change_Kind.FINDING_COUNT]: text("问题数", "findings"),
  [Change_Kind.REQUEST]: text("未答复申领", "unanswered request"),
  [Change_Kind.REQUEST_COUNT]: text("未答复申领数", "unanswered requests"),
};

export const turn: Words<Change_Turn> = {
  [Change_Turn.UNSPECIFIED]: unknown,
  [Change_Turn.NEW]: text("新增", "new"),
  [Change_Turn.GONE]: text("消除", "gone"),
  [Change_Turn.BECAME_KNOWN]: text("由不明转为已知", "became known"),
  [Change_Turn.BECAME_UNKNOWN]: text("转为不明", "became unknown"),
  [Change_Turn.CHANGED]: text("变动", "changed"),
};

export const absence: Words<ChangedFigure_Absence> = {
  [ChangedFigure_Absence.UNSPECIFIED]: unknown,
  [ChangedFigure_Absence.NOT_THERE]: text("无", "not there"),
  [ChangedFigure_Absence.NOT_KNOWN]: unknown,
};

/** Of the four-in-place, by the field of FourInPlace. */
export const places: Record<string, Text> = {
  personnel: dimension[Dimension.PERSONNEL],
  equipment: dimension[Dimension.EQUIPMENT],
  medicines: dimension[Dimension.MEDICINES],
  duty: dimension[Dimension.DUTY],
};

/** Figures of documents, purposes, findings and totals, as changes name them. */
export const figures: Record<string, Text> = {
  allocated: text("下达", "allocated"),
  available: text("可用", "available"),
  held: text("订单占用", "held for orders"),
  prepaid: text("预付", "prepaid"),
  accrued: text("到货应付", "owed for goods"),
  paid: text("已支付", "paid"),
  frozen: text("冻结", "frozen"),
  recalled: text("收回", "recalled"),
  bound: text("占用", "bound"),
  open: text("待整改", "to be fixed"),
  fixed: text("待复查", "to be tested"),
  overdue: text("逾期", "overdue"),
  total: text("合计", "total"),
  known: text("已报机构", "facilities known"),
};

/** Indicators that are built in, by id. */
export const indicators: Record<string, Text> = {
  "beds-staffed": text("开放床位", "beds staffed"),
  "beds-occupied": text("占用床位", "beds occupied"),
  "icu-beds-staffed": text("重症床位", "ICU beds staffed"),
  "icu-beds-occupied": text("占用重症床位", "ICU beds occupied"),
  "ventilators-total": text("呼吸机", "ventilators"),
  "ventilators-in-use": text("在用呼吸机", "ventilators in use"),
  inpatients: text("在院患者", "inpatients"),
  "staff-total": text("人员", "staff"),
  "staff-on-duty": text("在岗人员", "staff on duty"),
  "fever-visits": text("发热门诊就诊", "visits with fever"),
  "fever-visits-from-key-regions": text("重点地区来人就诊", "visits with fever, from key regions"),
  "fever-referrals": text("发热患者转诊", "patients with fever referred"),
  "observation-rooms": text("留观室", "observation rooms"),
  "observation-rooms-occupied": text("占用留观室", "observation rooms occupied"),
  "people-screened": text("排查返乡人员", "returned people screened"),
  "people-from-key-regions": text("其中重点地区人员", "of these, from key regions"),
  "responsible-persons": text("包保责任人", "persons responsible for somebody"),
  "notices-issued": text("发放告知书", "notices issued"),
  "temperature-reports-due": text("应报体温", "temperature reports due"),
  "temperature-reports-made": text("实报体温", "temperature reports made"),
  "people-returned": text("当日返乡人员", "people returned today"),
  "people-informed-in-time": text("两小时内掌握情况", "of these, informed of within two hours"),
  checkpoints: text("检测点", "checkpoints"),
  "checkpoints-staffed": text("有人值守检测点", "checkpoints staffed"),
  "places-disinfected": text("消毒场所", "places disinfected"),
};

export const otherIndicator = text("其他指标", "another indicator");
