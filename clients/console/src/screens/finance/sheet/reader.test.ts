import { create, fromBinary } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, test } from "vitest";
import { BatchCreateCommitmentsRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { AllocationDocumentSchema, AllocationSchema, FundSchema, PurposeSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { BatchCreateAllocationDocumentsRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { FacilitySchema } from "$calls/finance/epiledger/readiness/v1/register_pb.ts";
import { ItemSchema } from "$calls/finance/epiledger/supplies/v1/supplies_pb.ts";
import { fenOf, moneyOf } from "$src/format/money.ts";
import { parseCsv } from "$src/format/csv.ts";
import type { Checked, KindId } from "./kinds.ts";

const COUNTY = "counties/990101";
let read: (kind: KindId, text: string) => Checked;

beforeAll(async () => {
  const [{ Names }, { KINDS }] = await Promise.all([import("../names.ts"), import("./kinds.ts")]);
  const funds = [create(FundSchema, { name: `${COUNTY}/funds/central`, displayName: "中央财政资金", balance: { available: moneyOf(1_000_000_00n) } })];
  const names = new Names({
    documents: [create(AllocationDocumentSchema, { name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" })], funds,
    purposes: ["masks", "gowns"].map((id) => create(PurposeSchema, { name: `${COUNTY}/purposes/${id}`, displayName: id === "masks" ? "防控物资" : "消毒用具" })),
    facilities: [create(FacilitySchema, { name: `${COUNTY}/facilities/people-hospital`, displayName: "示范县人民医院" })],
    items: [create(ItemSchema, { name: `${COUNTY}/items/n95`, displayName: "N95 口罩", baseUnit: "只" })] });
  const allocations = [create(AllocationSchema, { name: `${COUNTY}/documents/d1/allocations/1`, purposes: [{ purpose: `${COUNTY}/purposes/masks` }],
    balance: { purposes: [{ purpose: `${COUNTY}/purposes/any`, available: moneyOf(20_000_00n) }] } })];
  const given = { names, allocations, funds, today: "2026-11-30", fenInOne: 100n };
  read = (kind, text) => KINDS.find((one) => one.id === kind)!.read(parseCsv(text)!, given);
}, 60_000);

const DOCUMENTS = "发文单位,文号,标题,日期,资金来源,接收单位,金额（万元）,用途,有效期至\n";
const FIRST = "示范县财政局,示财社〔2026〕8号,追加资金,2026-11-02,中央财政资金,示范县人民医院,40,防控物资:30万+消毒用具,2026-12-31\n";
const ORDERS = "指标,供货单位,编号,标题,日期,用途,金额,品种,数量,说明\n";
const LINE = "示财社〔2026〕1号/1,示范厂,合7,口罩,2026-11-03,防控物资,12000,N95 口罩,\"3,000\",\n";

async function sent<T>(sheet: Checked, decode: (bytes: Uint8Array) => T): Promise<T> {
  return decode((await sheet.batch(COUNTY, {})).request);
}

describe("a sheet of documents", () => {
  test("makes one document of the rows of one number, what they have in common said once", async () => {
    const sheet = read("documents", `${DOCUMENTS}${FIRST}示范县财政局, 示财社〔2026〕８号 ,,,central,people-hospital,2.5,防控物资,\n合计,,,,,,42.5,,\n`);
    expect(sheet.findings.map((one) => one.problem())).toEqual([]);
    expect([sheet.rows, sheet.total]).toEqual([[[2, 3]], 425_000_00n]);
    const { requests, allOrNothing } = await sent(sheet, (bytes) => fromBinary(BatchCreateAllocationDocumentsRequestSchema, bytes));
    const whole = requests[0]!;
    expect([allOrNothing, whole.allocationDocument?.allocations.length, whole.allocationDocument?.title]).toEqual([true, 2, "追加资金"]);
    const [first] = whole.allocationDocument!.allocations;
    expect([fenOf(first!.amount!), first!.validUntil?.day, fenOf(first!.purposes[0]!.amount!), first!.purposes[1]!.purpose])
      .toEqual([400_000_00n, 31, 300_000_00n, `${COUNTY}/purposes/gowns`]);
    expect(whole.documentId).toMatch(/^i-[0-9a-f]{12}$/);
  });
  test.each([
    ["发文单位,文号\n甲,乙", "缺少一列"], [`${DOCUMENTS}${FIRST.replace("中央财政资金", "外星资金")}`, "没有这个资金来源"],
    [`${DOCUMENTS}${FIRST.replace("30万", "50万")}`, "超过此行金额"], [`${DOCUMENTS}${FIRST.replace("2026-12-31", "2026-10-01")}`, "早于发文日期"],
    [`${DOCUMENTS}${FIRST.replace("消毒用具", "防控物资")}`, "写了两次"], [`${DOCUMENTS}${FIRST}${FIRST}`, "完全相同"],
    [`${DOCUMENTS}${FIRST}${FIRST.replace("追加资金", "另一标题").replace("40", "5").replace("30万", "1万")}`, "与同一份的第 2 行不一致"],
    [`${DOCUMENTS}${FIRST.replace("40", "")}`, "必须填写"], [`${DOCUMENTS}${FIRST}合计,,,,,,41,,\n`, "相加为 400,000.00"],
    [`${DOCUMENTS}${FIRST.replace("30万", "30万:20万")}`, "上限低于"],
  ])("%s", (text, problem) => expect(read("documents", text).findings.map((one) => one.problem()).join()).toContain(problem));
  test("warns where a fund has less than its rows take together", () => {
    const sheet = read("documents", `${DOCUMENTS}${FIRST}${FIRST.replace("8号", "9号").replace("40", "70")}`);
    expect(sheet.findings).toEqual([]);
    expect(sheet.warnings.map(({ row, column, problem }) => [row, column, problem()])).toEqual([[3, "G", expect.stringContaining("600,000.00")]]);
  });
});

describe("a sheet of orders", () => {
  test("makes one order of the rows of one supplier and number", async () => {
    const sheet = read("orders", `${ORDERS}${LINE},示范厂,合7,,,防控物资,500,,,运费\n`);
    expect(sheet.findings.map((one) => one.problem())).toEqual([]);
    expect(sheet.rows).toEqual([[2, 3]]);
    const { requests } = await sent(sheet, (bytes) => fromBinary(BatchCreateCommitmentsRequestSchema, bytes));
    expect(requests[0]!.commitment).toMatchObject({ allocation: `${COUNTY}/documents/d1/allocations/1`, supplier: "示范厂", number: "合7" });
    expect(requests[0]!.commitment!.lines.map((line) => [line.item, line.quantity, line.description, fenOf(line.amount!)]))
      .toEqual([[`${COUNTY}/items/n95`, 3_000n, "", 12_000_00n], ["", 0n, "运费", 500_00n]]);
  });
  test.each([
    [`${ORDERS}${LINE.replace("防控物资", "消毒用具")}`, "不能用于此用途"], [`${ORDERS}${LINE.replace("N95 口罩", "")}`, "至少填一项"],
    [`${ORDERS}${LINE.replace("N95 口罩", "N99")}`, "没有这个品种"], [`${ORDERS}${LINE.replace("\"3,000\"", "")}`, "必须填写"],
    [`${ORDERS}${LINE.replace("\"3,000\"", "3.5")}`, "应为整数"], [`${ORDERS}${LINE.replace("/1", "/9")}`, "没有这个指标"],
    [`${ORDERS}${LINE.replace("2026-11-03", "2026-12-03")}`, "晚于今天"],
  ])("%s", (text, problem) => expect(read("orders", text).findings.map((one) => one.problem()).join()).toContain(problem));
  test("has ids made of what it says, wherever its rows stand, and others once it was refused", async () => {
    const ids = async (text: string, attempts = {}) => {
      const { request } = await read("orders", text).batch(COUNTY, attempts);
      return fromBinary(BatchCreateCommitmentsRequestSchema, request).requests.map((one) => one.requestId);
    };
    const [id] = await ids(ORDERS + LINE);
    const other = LINE.replace("合7", "合8");
    expect(await ids(ORDERS + other + LINE)).toContain(id);
    expect(await ids(ORDERS + LINE.replace("12000", "12001"))).not.toContain(id);
    expect(await ids(ORDERS + LINE, { [id!]: 1 })).toEqual([`${id}-2`]);
  });
});
