// What headquarters' screens say.
import { plural, text } from "$src/language/texts.ts";

export const pages = {
  menu: text("全县各页", "Pages of the county"),
  glance: text("全县概览", "At a glance"),
  money: text("资金去向", "Money"),
  ranking: text("先出问题的机构", "Who fails first"),
  requests: text("申领", "Requests"),
  sharing: text("均衡分配", "Fair shares"),
  changes: text("变化", "What changed"),
  bulletins: text("情况汇报", "Bulletins"),
  wall: text("大屏", "Wall screen"),
  print: text("打印", "Print"),
};

export const fresh = {
  money: text("资金", "money"),
  supplies: text("物资", "goods"),
  readiness: text("战备", "readiness"),
  asOf: text((age: string) => `${age}的数据`, (age) => `as of ${age}`),
  nothing: text("没有任何记录，情况不明", "nothing was recorded: not known"),
  asked: text((age: string) => `${age}还有回音`, (age) => `last heard ${age}`),
  silent: text((age: string) => `连接已中断，显示的是${age}收到的数据，正在重连…`,
    (age) => `The line is down: this came ${age}. Trying again…`),
  waiting: text("正在等待第一份数据…", "Waiting for the first picture…"),
  live: text("实时更新", "Live"),
  heard: text((age: string) => `${age}收到`, (age) => `came ${age}`),
};

export const moment = {
  show: text("查看当时", "Show"),
  back: text("回到现在", "Back to now"),
  shown: text((time: string) => `显示的是指挥部在 ${time} 已知的情况，之后登记的都不算在内。`,
    (time) => `This is what headquarters knew at ${time}; what was recorded later is left out.`),
  printed: text((page: string, time: string) => `防疫物资台账 · ${page} · ${time}打印`, (page, time) => `EpiLedger · ${page} · printed ${time}`),
  label: text("指挥部当时掌握的情况", "As headquarters knew it at"),
  bad: text("请填写不晚于现在的日期和时间。", "Give a date and a time that is not ahead."),
};

export const glance = {
  title: text("全县一览", "The county at a glance"),
  shortage: text("断供或告急", "out or critical"),
  overdue: text("逾期未报机构", "reports overdue"),
  notReady: text("不达标机构", "not ready"),
  notKnown: text((n: number) => `另有 ${n} 家情况不明`, (n) => `${plural(n, "more is", "more are")} not known`),
  findings: text("逾期问题", "findings overdue"),
  findingsOf: text((open: string) => `待整改共 ${open} 项`, (open) => `of ${open} to be fixed`),
  requests: text("未答复申领", "requests unanswered"),
  requestsPast: text((n: string) => `其中 ${n} 项已过需用日期`, (n) => `${n} past the day wanted`),
  reports: text((done: string, expected: string) => `应报 ${expected} 家，按时 ${done} 家`, (done, expected) => `${done} of ${expected} on time`),
  lowToo: text((n: string) => `另有偏低 ${n} 项`, (n) => `${n} more are low`),
  unknown: text("不明", "not known"),
};

/** The glance as text. */
export const chat = {
  copy: text("复制文字，贴到聊天里", "Copy as text for a chat"),
  head: text((product: string, title: string, time: string) => `【${product}】${title}，${time}`, (product, title, time) => `${product}: ${title.toLowerCase()}, ${time}`),
  tile: text((name: string, value: string, note: string) => `${name}：${value}${note === "" ? "" : `（${note}）`}`,
    (name, value, note) => `${name}: ${value}${note === "" ? "" : ` (${note})`}`),
  stock: text((facility: string, item: string, days: string, until: string) => `${facility} ${item}：可用 ${days}，预计用完 ${until}`,
    (facility, item, days, until) => `${facility}, ${item}: ${days}, runs out ${until}`),
  late: text((facility: string, from: string, day: string) => `${facility}（${from}：${day}）`, (facility, from, day) => `${facility} (${from}: ${day})`),
  age: text((part: string, age: string) => `${part}：${age}`, (part, age) => `${part}: ${age}`),
  more: text((n: number) => `另有 ${n} 项`, (n) => `${plural(n, "more is", "more are")} not listed`),
};

export const readiness = {
  title: text("谁准备好了", "Who is ready"),
  how: text("按已登记的记录逐项判定，另列机构自评；情况不明不当作达标。",
    "Judged by what is recorded, beside what each says of itself; not known is never taken for ready."),
  facility: text("机构", "Facility"),
  standing: text("判定", "By records"),
  why: text("原因", "Why"),
  self: text("自评矛盾", "Contradicted"),
  today: text("今日日报", "Today's report"),
  more: text((n: string) => `另有 ${n} 项`, (n) => `${n} more`),
  zero: text("零报告", "zero report"),
  noReason: text("各项齐全", "all is there"),
  nobody: text("没有判定对象：未设定要求。", "No facility is judged: nobody said what it needs."),
};

export const stock = {
  title: text("最先用完的物资", "What runs out first"),
  item: text("物资", "Item"),
  trend: text("趋势", "Trend"),
  falls: text((days: string, from: string, to: string) => `${days} 天 ↓ ${from} → ${to}`, (days, from, to) => `${days} days ↓ ${from} → ${to}`),
  rises: text((days: string, from: string, to: string) => `${days} 天 ↑ ${from} → ${to}`, (days, from, to) => `${days} days ↑ ${from} → ${to}`),
  stays: text((days: string, from: string, to: string) => `${days} 天持平 ${from} → ${to}`, (days, from, to) => `${days} days level ${from} → ${to}`),
  seeTrend: text("逐日变化", "day by day"),
  free: text("可用库存", "Available"),
  days: text("可用天数", "Days of supply"),
  runsOut: text("预计用完", "Runs out"),
  band: text("程度", "How urgent"),
  counted: text("最近盘点", "Last count"),
  none: text("没有断供、告急或偏低的物资。", "Nothing is out, critical or low."),
  left: text((n: string) => `还剩 ${n} 天`, (n) => `${plural(BigInt(n), "day", "days")} left`),
  over: text("已到期", "by now"),
  estimated: text((days: string) => `约 ${days} 天`, (days) => `about ${days}`),
  daysOf: text((days: string) => `${days} 天`, (days) => `${days} days`),
  noUse: text("期间无消耗", "no use"),
  notKnown: text("不明", "not known"),
  never: text("从未盘点", "never counted"),
  stale: text((days: string) => `${days} 天前，已过期`, (days) => `${days} days ago, stale`),
  use: text((use: string, days: string) => `${days} 天用 ${use}`, (use, days) => `${use} used in ${plural(BigInt(days), "day", "days")}`),
  countyTitle: text("全县库存", "Stock of the county"),
  known: text("已盘点机构", "Counted"),
  old: text("盘点过期", "Stale"),
  unknown: text("未盘点", "Never counted"),
  withheld: text((expired: string, quarantined: string) => `另有过期 ${expired}、隔离 ${quarantined}`,
    (expired, quarantined) => `and ${expired} expired, ${quarantined} in quarantine`),
  more: text((n: string) => `全县共 ${n} 项，列出最紧急的。`, (n) => `There are ${n} in all; the most urgent are listed.`),
};

export const overdue = {
  title: text("逾期未报，请致电", "Overdue reports: whom to phone"),
  from: text("缺报自", "Missing from"),
  days: text((n: string) => `缺 ${n} 天`, (n) => `${n} missing`),
  since: text("应报时间", "Was due"),
  who: text("联系人", "Whom to phone"),
  nobody: text("未登记联系人", "nobody is named"),
  hidden: text("已登记", "somebody is on record"),
  none: text("没有逾期未报的机构。", "No report is overdue."),
};

export const beds = {
  title: text("床位、重症、呼吸机", "Beds, ICU, ventilators"),
  beds: text("床位", "Beds"),
  icu: text("重症床位", "ICU beds"),
  ventilators: text("呼吸机", "Ventilators"),
  inUse: text("占用", "in use"),
  inAll: text("共", "in all"),
  over: text((n: string) => `${n} 家两项均报`, (n) => `over ${n} that reported both`),
  noRatio: text("没有机构两项均报，比率不明", "no facility reported both: no ratio"),
  known: text("已报", "known"),
  stale: text("旧数", "stale"),
  unknown: text("未报", "not known"),
  notDue: text("未到期", "not due"),
  notApplicable: text("不适用", "does not apply"),
  value: text("合计", "Total"),
  staleValue: text((value: string) => `旧数合计 ${value}，未计入`, (value) => `${value} more by old reports, not counted in`),
  all: text("全部指标", "All indicators"),
  indicator: text("指标", "Indicator"),
  facilities: text("机构数", "Facilities"),
};

export const finding = {
  title: text("未销号问题", "Open findings"),
  what: text("问题", "Finding"),
  severity: text("严重程度", "Severity"),
  state: text("状态", "State"),
  due: text("整改期限", "Due"),
  late: text((n: string) => `逾期 ${n} 天`, (n) => `${n} days overdue`),
  found: text("发现日期", "Found"),
  none: text("没有未销号问题。", "All findings are closed."),
  unknown: text("问题数超出可查范围：不明。", "There are more findings than can be looked through: how many is not known."),
  ask: text("联系人", "Whom to ask"),
};

export const request = {
  title: text("未答复的申领", "Unanswered requests"),
  goods: text("申领物资", "Goods"),
  wanted: text("需用日期", "Wanted by"),
  soon: text("尽快", "as soon as can be"),
  waits: text("已等待", "Waiting"),
  days: text((n: string) => `${n} 天`, (n) => `${n} days`),
  reason: text("理由", "Why"),
  none: text("没有未答复的申领。", "No request waits for an answer."),
  unknown: text("申领数超出可查范围：不明。", "There are more requests than can be looked through: how many is not known."),
  past: text("已过需用日期", "past the day"),
  answer: text("逐项答复申领", "Answer the requests"),
};

export const purse = {
  title: text("资金", "Money"),
  allocated: text("下达", "Allocated"),
  paid: text("已支付", "Paid"),
  bound: text("订单占用", "Bound by orders"),
  available: text("可用", "Available"),
  documents: text("按指标文（元）", "By document, in yuan"),
  document: text("指标文", "Document"),
  flow: text("看资金去向", "See where it went"),
  yuan: text((amount: string) => `${amount} 元`, (amount) => `${amount} yuan`),
  leftOut: text((n: string) => `另有 ${n} 份指标文未列出`, (n) => `${plural(BigInt(n), "document is", "documents are")} not listed`),
  none: text("未登记指标文。", "No allocation document is recorded."),
  notSeen: text("资金服务从未连通：不明，不是零。", "Funding was never reached: not known, which is not zero."),
};
