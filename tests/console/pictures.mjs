// Pictures of a made county, as large as one likes: what WatchOverview answers.
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const PROTOS = join(import.meta.dirname, "../../protos");
const GOOGLEAPIS = process.env.GOOGLEAPIS_DIR ?? "/usr/share/gocode/src/github.com/gogo/googleapis";
const COUNTY = "counties/990101";
const BANDS = ["BAND_OUT", "BAND_CRITICAL", "BAND_LOW"];
const INDICATORS = ["beds_staffed", "beds_occupied", "icu_beds_staffed", "icu_beds_occupied", "ventilators_total", "ventilators_in_use",
  "inpatients", "staff_total", "staff_on_duty"];
const MOST_SHORTAGES = 500;

const facility = (at) => `${COUNTY}/facilities/facility-${at}`;
const item = (at) => `${COUNTY}/items/item-${at}`;
const times = (count, make) => Array.from({ length: count }, (_, at) => make(at)).join("\n");
const stamp = (ms) => `{ seconds: ${Math.floor(ms / 1000)} }`;
const day = (ms) => { const at = new Date(ms + 8 * 3_600_000); return `{ year: ${at.getUTCFullYear()} month: ${at.getUTCMonth() + 1} day: ${at.getUTCDate()} }`; };
const amount = (yuan) => `{ currency_code: "CNY" units: ${yuan} }`;
const balance = (turn) => `{ allocated ${amount(6_500_000)} paid ${amount(1_000_000 + turn)} held ${amount(500_000)} available ${amount(5_000_000 - turn)} }`;

function supplies({ facilities, items, now, turn }, status) {
  const shortage = (at) => `shortages { facility: "${facility(at % facilities)}" item: "${item(Math.floor(at / facilities) % items)}" free: ${(at * 7 + turn) % 900}
    knowledge: KNOWLEDGE_KNOWN last_count_time ${stamp(now - 3_600_000 * (1 + at % 20))} last_count_subject: "s-9" last_count_age_days: 0
    supply { state: STATE_KNOWN band: ${BANDS[at % 3]} days_tenths: ${at % 70} stock_out_date ${day(now + 86_400_000 * (at % 7))} days_left: ${at % 7}
      use: ${200 + at} known_days: 7 window_days: 7 } }`;
  return `supplies { ${status} judge_time ${stamp(now)} supply_settings { window_days: 7 stale_days: 3 band_days: [3, 7, 14] }
    ${times(items, (at) => `items { item: "${item(at)}" display_name: "防护物资第${at}号" base_unit: "只" category: "防护用品" free: ${at * 1000 + turn} known: ${facilities}
      bands { band: BAND_OUT facilities: ${at % 9} } bands { band: BAND_CRITICAL facilities: ${at % 7} } bands { band: BAND_AMPLE facilities: ${facilities - 20} } }`)}
    ${times(Math.min(MOST_SHORTAGES, facilities * items), shortage)} shortage_count: ${facilities * 3}
    unanswered { total: 40 past_wanted_by: 3 ${times(40, (at) => `requisitions { name: "${facility(at % facilities)}/requisitions/r-${at}" reason: "急需 ${turn}" age_days: ${at % 5}
      create_time ${stamp(now - at * 3_600_000)} lines { item: "${item(at % items)}" total: ${100 + at} } }`)} } }`;
}

function readiness({ facilities, now, turn }, status) {
  const contact = (at) => `contact { subject: "s-${at}" display_name: "联系人${at}" telephone: "000-0${100 + at}" }`;
  const summary = (at) => `facilities { facility: "${facility(at)}" display_name: "示范县第${at}卫生院" kind: KIND_HEALTH_CENTRE ${contact(at)}
    report { name: "${facility(at)}/reports/2026-11-30" report_date ${day(now)} revision: 1 state: REPORT_STATE_ON_TIME receive_time ${stamp(now - 60_000 * at)}
      figures { beds_staffed { value: 100 } beds_occupied { value: ${(at + turn) % 100} } }
      ${times(INDICATORS.length, (of) => `readings { indicator: "${COUNTY}/indicators/${INDICATORS[of].replaceAll("_", "-")}" reading { value: ${at + of} } }`)} }
    today { facility: "${facility(at)}" state: REPORT_STATE_ON_TIME } }`;
  return `readiness { ${status} summary { judge_time ${stamp(now)} date ${day(now)} ${times(facilities, summary)}
    ${times(INDICATORS.length, (of) => `indicators { indicator: "${INDICATORS[of]}" name: "${COUNTY}/indicators/${INDICATORS[of].replaceAll("_", "-")}" value: ${facilities * of + turn} known: ${facilities - 7} stale: 4 unknown: 3 }`)}
    ratios { part: "beds_occupied" whole: "beds_staffed" part_value: 100 whole_value: 300 facilities: ${facilities - 7} thousandths: 333 }
    last_due { expected: ${facilities} on_time: ${facilities - 20} }
    ${times(Math.min(20, facilities), (at) => `overdue { facility: "${facility(at)}" display_name: "示范县第${at}卫生院" missing_from ${day(now - 86_400_000)} overdue_since ${stamp(now - 7_200_000)} missing_days: ${1 + at % 3} ${contact(at)} }`)}
    findings { open: 30 fixed: 4 overdue: 5 ${times(30, (at) => `findings { facility: "${facility(at % facilities)}" finding { name: "${COUNTY}/findings/f-${at}" description: "分诊台物资不足 ${at}"
      severity: SEVERITY_MAJOR state: STATE_OPEN due_date ${day(now)} found_date ${day(now - 86_400_000)} } }`)} } } }`;
}

function standings({ facilities, turn }) {
  const one = (at, dimension) => `standings { facility: "${facility(at)}" dimension: ${dimension} standing: ${["STANDING_READY", "STANDING_AT_RISK", "STANDING_UNKNOWN", "STANDING_NOT_READY"][(at + dimension.length) % 4]}
    reason_count: 2 reasons { kind: KIND_FEW_DAYS standing: STANDING_NOT_READY subject: "${item(at % 9)}" have: ${(at + turn) % 30} needed: 70 }
    reasons { kind: KIND_NEVER_COUNTED standing: STANDING_UNKNOWN subject: "${item(at % 8)}" } checks: 6 }`;
  return times(facilities, (at) => ["DIMENSION_PERSONNEL", "DIMENSION_EQUIPMENT", "DIMENSION_MEDICINES", "DIMENSION_DUTY", "DIMENSION_PLANS"]
    .map((dimension) => one(at, dimension)).join("\n"));
}

/** The bytes of an Overview; `turn` makes its figures others. */
export function pictureOf({ facilities, items, turn = 0, now = Date.now() }) {
  const county = { facilities, items, turn, now };
  const status = `status { data_time ${stamp(now - 30_000)} feed_time ${stamp(now - 1_000)} state: STATE_FRESH read_at { sequence: ${1000 + turn} } }`;
  const text = `name: "${COUNTY}"
    money { ${status} summary { total ${balance(turn)} document_count: 20 ${times(20, (at) => `documents { name: "${COUNTY}/documents/d${at}" number: "示财社〔2026〕${at}号" title: "关于下达防控资金的通知" total ${balance(turn)} }`)} } }
    ${supplies(county, status)} ${readiness(county, status)} ${standings(county)}`;
  return execFileSync("protoc", ["-I", PROTOS, "-I", GOOGLEAPIS, "--encode=epiledger.command.v1.Overview", "epiledger/command/v1/command.proto"],
    { input: text, maxBuffer: 2 ** 28 });
}
