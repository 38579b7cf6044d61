// What is said of one facility, and of one item.
import { Facility_Kind } from "$calls/headquarters/epiledger/readiness/v1/register_pb";
import { text, type Text } from "$src/language/texts.ts";

export const kinds: Record<Facility_Kind, Text> = {
  [Facility_Kind.UNSPECIFIED]: text("机构", "facility"),
  [Facility_Kind.HOSPITAL]: text("定点医院", "hospital"),
  [Facility_Kind.FEVER_CLINIC]: text("发热门诊", "fever clinic"),
  [Facility_Kind.HEALTH_CENTRE]: text("卫生院", "health centre"),
  [Facility_Kind.DISEASE_CONTROL]: text("疾控中心", "disease control"),
  [Facility_Kind.WAREHOUSE]: text("储备库", "warehouse"),
  [Facility_Kind.TOWN]: text("乡镇", "town"),
  [Facility_Kind.HEADQUARTERS]: text("指挥部", "headquarters"),
};

export const facility = {
  back: text("返回全县概览", "Back to the county"),
  unknown: text("没有这个机构。", "There is no such facility."),
  contact: text("联系人", "Whom to phone"),
  late: text((from: string, days: string) => `日报自${from}起缺报 ${days} 天`, (from, days) => `Reports missing from ${from}: ${days}`),
  stock: text("库存", "Stock"),
  noStock: text("没有物资记录。", "It has no record of goods."),
  standing: text("四到位与预案", "The four-in-place and plans"),
  dimension: text("项目", "What"),
  records: text("按记录判定", "By records"),
  self: text("机构自评", "Says of itself"),
  agrees: text("是否矛盾", "Contradicted"),
  noSelf: text("没有自评", "says nothing"),
  oldSelf: text("已过期", "a newer report is due"),
  reports: text("日报", "Daily reports"),
  date: text("日期", "Date"),
  state: text("情况", "State"),
  received: text("收到时间", "Received"),
  corrected: text((n: string) => `已更正 ${n} 次`, (n) => `corrected ${n} times`),
  why: text((reason: string) => `更正原因：${reason}`, (reason) => `why: ${reason}`),
  says: text("内容", "What it says"),
  noReports: text("没有报送过日报。", "It never filed a report."),
  findings: text("问题", "Findings"),
  noFindings: text("没有问题记录。", "No finding is recorded of it."),
  money: text("下达给它的资金（元）", "Money allocated to it, in yuan"),
  noMoney: text("没有下达给它的资金。", "No money is allocated to it."),
  partialMoney: text("可能还有未列出的指标。", "There may be more allocations than are listed."),
  allocation: text("指标", "Allocation"),
};

export const history = {
  title: text((item: string) => `${item}：库存变化`, (item) => `${item}: day by day`),
  closing: text("日终库存", "Left at the end of the day"),
  used: text("当日使用", "Used that day"),
  received: text("入库", "Came in"),
  out: text("调出、发放、损耗", "Went out"),
  counted: text("盘点", "Counted"),
  yes: text("有", "yes"),
  unknown: text("不明", "not known"),
  sums: text((used: string, known: string, empty: string, unknown: string) =>
    `使用 ${used}（${known} 天已知）；断供 ${empty} 天；不明 ${unknown} 天。`,
  (used, known, empty, unknown) => `Used ${used} (known of ${known} days); ${empty} days without stock; ${unknown} days not known.`),
  days: text("逐日明细", "Each day"),
  date: text("日期", "Day"),
  no: text("无", "no"),
};

export const indicator = {
  title: text((name: string) => `${name}：各机构最近上报`, (name) => `${name}: what each facility last reported`),
  how: text("合计只加未过期的数；旧数、未报不计入，也不当作零。", "The total adds what is not stale; what is stale or not known is left out, and is no zero."),
  value: text("上报数", "Reported"),
  date: text("报告日期", "Report of"),
  received: text("收到时间", "Received"),
  never: text("从未上报", "never reported"),
  stale: text("旧数，新的应报未报", "stale: a newer report is due"),
  none: text("没有机构报过这项指标。", "No facility reported it."),
};

export const item = {
  share: text("不够分？看均衡分配建议", "Not enough? See how to share it out"),
  title: text((name: string) => `${name}：各机构`, (name) => `${name}: where it is`),
  none: text("没有机构登记过该物资。", "No facility recorded it."),
  unknown: text("没有这个物资。", "There is no such item."),
};
