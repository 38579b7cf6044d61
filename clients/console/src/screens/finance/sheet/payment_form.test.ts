import { create, fromBinary } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, test } from "vitest";
import { AllocationDocumentSchema, AllocationSchema, Payment_Method, PurposeSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { BatchCreatePaymentsRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { moneyOf } from "$src/format/money.ts";
import { parseCsv } from "$src/format/csv.ts";
import type { Given } from "./form.ts";
import type { PaymentRow } from "./payment_form.ts";
import type { Sheet } from "./reader.ts";

const COUNTY = "counties/990101";
let given: Given;
let read: (text: string) => Sheet<PaymentRow>;
let idOf: (text: string) => Promise<string>;

beforeAll(async () => {
  const [{ Names }, { readSheet }, { PAYMENT_FORM }, { KINDS }] = await Promise.all([import("../names.ts"), import("./reader.ts"), import("./payment_form.ts"), import("./kinds.ts")]);
  const names = new Names({ documents: [create(AllocationDocumentSchema, { name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" })],
    purposes: ["masks", "beds"].map((id) => create(PurposeSchema, { name: `${COUNTY}/purposes/${id}`, displayName: id === "masks" ? "防控物资" : "病床" })),
    funds: [], facilities: [], items: [] });
  const allocations = [create(AllocationSchema, { name: `${COUNTY}/documents/d1/allocations/1`, purposes: [{ purpose: `${COUNTY}/purposes/masks` }],
    balance: { purposes: [{ purpose: `${COUNTY}/purposes/any`, available: moneyOf(20_000_00n) }] } })];
  given = { names, allocations, funds: [], today: "2026-11-30", fenInOne: 100n };
  read = (text) => readSheet(parseCsv(text)!, PAYMENT_FORM, given);
  idOf = async (text) => {
    const { request } = await KINDS[0]!.read(parseCsv(text)!, given).batch(COUNTY, {});
    return fromBinary(BatchCreatePaymentsRequestSchema, request).requests[0]!.requestId;
  };
}, 60_000);

const HEADER = "序号,指标,用途,金额,支付日期,收款单位,支付方式,发票号\n";
const ROW = "1,d1/1,masks,1.2,2020年2月1日,示范医疗器械有限公司,直接支付,０４４９００３\n";

describe("a sheet of payments", () => {
  test("is read with the unit above it, and the day and number as people write them", () => {
    const sheet = read(`单位：万元\n${HEADER}${ROW}合计,,,1.2,,,,\n`);
    expect(sheet.findings.map((one) => one.problem())).toEqual([]);
    expect(sheet.records).toEqual([{ rows: [3], parts: [{ allocation: `${COUNTY}/documents/d1/allocations/1`, purpose: `${COUNTY}/purposes/masks`,
      fen: 1_200_000n, day: "2020-02-01", payee: "示范医疗器械有限公司", method: Payment_Method.DIRECT, invoice: "0449003", voucher: "", summary: "" }] }]);
  });
  test("may name things as people do", () => {
    const sheet = read(`${HEADER}1,示财社〔2026〕1号/1,防控物资,"￥1,200.00",2020-2-1,厂,授权,`);
    expect(sheet.findings).toEqual([]);
    expect(sheet.records[0]!.parts[0]).toMatchObject({ fen: 120_000n, method: Payment_Method.AUTHORIZED });
  });
  test("says of each bad cell where it is and what is wrong, and of good ones nothing", () => {
    const sheet = read(`单位：万元\n${HEADER}${ROW}2,d1/1,防护服,"(3,000元)",2020/2/30,示范防护用品厂,授权支付,\n`);
    expect(sheet.findings.map(({ row, column }) => `${column}${row}`)).toEqual(["C4", "D4", "E4"]);
    expect(sheet.findings[1]!.problem()).toContain("小于零");
  });
  test.each([
    ["", "空的"], ["序号,指标\n1,d1/1", "缺少一列"], [`${HEADER}1,d9/1,masks,1,2020-02-01,厂,直接,`, "没有这个指标"],
    [`${HEADER}1,d1/1,beds,1,2020-02-01,厂,直接,`, "不能用于此用途"], [`${HEADER}1,d1/1,masks,1,2026-12-01,厂,直接,`, "晚于今天"],
    [`${HEADER}1,d1/1,masks,,2020-02-01,厂,直接,`, "必须填写"], [`${HEADER}1,d1/1,masks,1,2020-02-01,厂,现金,`, "直接支付"],
    [`${HEADER}1,d1/1,masks,1,2020-02-01,厂,直接,4.40012E+17`, "缩写"], [`${HEADER}${ROW}${ROW}`, "完全相同"],
    [`${HEADER}1,d1/1,masks,1,2020-02-01,厂,直接,7\n2,d1/1,masks,2,2020-02-01,厂,直接,７`, "已在第 2 行"],
    [`${HEADER}1,d1/1,masks,1,2020-02-01,厂,直接,\n合计,,,5,,,,`, "相加为 1.00"], ["序号,指标,颜色\n", "不认识"],
  ])("%s", (text, problem) => expect(read(text).findings.map((one) => one.problem()).join()).toContain(problem));
  test("warns where its rows ask for more than is left now, and sends them all the same", () => {
    const sheet = read(`${HEADER}1,d1/1,masks,15000,2020-02-01,甲,直接,\n2,d1/1,masks,6000,2020-02-01,乙,直接,\n`);
    expect(sheet.findings).toEqual([]);
    expect(sheet.warnings.map(({ row, problem }) => [row, problem()])).toEqual([[3, expect.stringContaining("5,000.00")]]);
  });
  test("has ids made of what it says, the same wherever a row stands", async () => {
    expect(await idOf(HEADER + ROW)).toMatch(/^import-[0-9a-f]{32}$/);
    expect(await idOf(HEADER + ROW.replace("1,", "7,"))).toBe(await idOf(HEADER + ROW));
    expect(await idOf(HEADER + ROW.replace("1.2", "1.3"))).not.toBe(await idOf(HEADER + ROW));
  });
});
