import { create, toBinary, type DescEnum, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { Role } from "$calls/oversight/epiledger/auth/v1/access_pb.ts";
import { AllocationDocumentSchema } from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { ApprovalLimitsSchema, ProposalSchema } from "$calls/oversight/epiledger/funding/v1/proposal_pb.ts";
import { DutyPostSchema, ShiftSchema } from "$calls/oversight/epiledger/readiness/v1/duty_pb.ts";
import { Finding_Severity, FindingSchema, FindingStep_Kind } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { InPlace_State, ReportSchema } from "$calls/oversight/epiledger/readiness/v1/readiness_pb.ts";
import { SubjectSchema } from "$calls/oversight/epiledger/readiness/v1/register_pb.ts";
import { RequisitionSchema } from "$calls/oversight/epiledger/supplies/v1/requisition_pb.ts";
import { RejectionReason, Shipment_State, ShipmentReceiptSchema, ShipmentSchema } from "$calls/oversight/epiledger/supplies/v1/shipment_pb.ts";
import { CountResult_Outcome, CountSchema } from "$calls/oversight/epiledger/supplies/v1/supplies_pb.ts";
import { AbsentReason } from "$calls/oversight/epiledger/type/v1/reading_pb.ts";

const COUNTY = "counties/990101";
const [HOSPITAL, STORE, ITEM] = [`${COUNTY}/facilities/h`, `${COUNTY}/facilities/h/stores/p`, `${COUNTY}/items/n95`];
const day = (month: number, date: number) => ({ year: 2026, month, day: date });
let said: <Schema extends DescMessage>(service: string, collection: string, schema: Schema, body: MessageInitShape<Schema>) => string[];
let bodiesOf: typeof import("./schemas.ts");
let fieldText: typeof import("./fields.ts").fieldText;
let enumText: typeof import("./enums.ts").enumText;

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  const [{ People }, { bodySaid }, fields, enums, schemas] = await Promise.all([import("../../people.ts"), import("./bodies.ts"), import("./fields.ts"),
    import("./enums.ts"), import("./schemas.ts")]);
  [fieldText, enumText, bodiesOf] = [fields.fieldText, enums.enumText, schemas];
  const people = new People({ facilities: [{ name: HOSPITAL, displayName: "示范县人民医院" }, { name: `${COUNTY}/facilities/w`, displayName: "县储备库" }],
    organizations: [{ name: `${COUNTY}/organizations/health`, displayName: "县卫健局" }], subjects: [{ name: `${COUNTY}/subjects/s-1`, displayName: "王会计" }, { name: `${COUNTY}/subjects/s-9`, displayName: "", roles: [Role.TOWN], facility: HOSPITAL }],
    purposes: [{ name: `${COUNTY}/purposes/masks`, displayName: "防控物资" }], funds: [{ name: `${COUNTY}/funds/central`, displayName: "中央财政资金" }],
    items: [{ name: ITEM, displayName: "N95 口罩", baseUnit: "只" }], documents: [{ name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" }] });
  people.setShown([{ name: STORE, displayName: "药房" }, { name: `${HOSPITAL}/dutyPosts/leader`, displayName: "带班领导" }, { name: `${COUNTY}/indicators/beds-occupied`, displayName: "占用床位" }]);
  people.setUnit(`${COUNTY}/indicators/beds-occupied`, "张");
  said = (service, collection, schema, body) => bodySaid({ $typeName: "epiledger.journal.v1.ResourceVersion", collection, key: "k", body: toBinary(schema, create(schema, body)) }, service, people)
    .map(({ name, values }) => `${name}：${values.join("；")}`);
}, 60_000);

describe("what was recorded, in words", () => {
  test("a document with its allocations", () => {
    expect(said("funding", "document", AllocationDocumentSchema, { name: `${COUNTY}/documents/d1`, issuer: "示范县财政局", number: "示财社〔2026〕1号", title: "通知", documentDate: day(1, 26),
      allocations: [{ name: `${COUNTY}/documents/d1/allocations/1`, fund: `${COUNTY}/funds/central`, recipient: HOSPITAL, amount: { units: 4_000_000n }, purposes: [{ purpose: `${COUNTY}/purposes/masks` }] }] }))
      .toEqual(["发文单位：示范县财政局", "文号或编号：示财社〔2026〕1号", "标题：通知", "日期：2026年1月26日", "指标：资金来源 中央财政资金 · 使用单位 示范县人民医院 · 金额 4,000,000.00 元 · 用途 防控物资"]);
  });
  test("a proposal with what is proposed", () => {
    expect(said("funding", "proposal", ProposalSchema, { proposer: "s-1", amount: { units: 95n }, write: { case: "payment", value: { allocation: `${COUNTY}/documents/d1/allocations/2`, payee: "示范厂" } } }))
      .toEqual(["金额：95.00 元", "提出人：王会计", "待审批内容：指标 示财社〔2026〕1号 第2项 · 收款单位 示范厂"]);
    expect(said("funding", "approval-limits", ApprovalLimitsSchema, { payment: { units: 900_000n }, windowHours: 24 })).toEqual(["支付限额：900,000.00 元", "累计时段（小时）：24"]);
  });
  test("a count, of which nought was found is told, and what nobody counted is not nought", () => {
    expect(said("supplies", "count", CountSchema, { name: `${STORE}/counts/c1`, countTime: { seconds: 1_795_996_800n }, reason: "昨日录错", supersedes: `${STORE}/counts/c0`, lines: [
      { item: ITEM, quantity: { pieces: 0n }, result: { outcome: CountResult_Outcome.USE, total: 0n, use: 70n } },
      { item: ITEM, absentReason: AbsentReason.UNKNOWN, result: { outcome: CountResult_Outcome.NOT_COUNTED } }] }))
      .toEqual(["盘点时间：2026年11月30日 08:00", "明细：N95 口罩 · 记为使用 · 实盘 0只 · 期间用量 70只；N95 口罩 · 未盘 · 未知原因 不清楚", "取代：盘点：示范县人民医院", "原因：昨日录错"]);
  });
  test("a shipment, its receipt and a request", () => {
    expect(said("supplies", "shipment", ShipmentSchema, { toStore: STORE, state: Shipment_State.SHIPPED, lines: [{ item: ITEM, total: 60n }], shipping: { carrier: "应急车队", shipTime: { seconds: 1_795_996_800n } } }))
      .toEqual(["调入库房：药房", "明细：N95 口罩 · 数量 60只", "状态：已发出", "发出：时间 2026年11月30日 08:00 · 承运 应急车队"]);
    expect(said("supplies", "shipment-receipt", ShipmentReceiptSchema, { shipment: `${COUNTY}/facilities/w/shipments/x`, lines: [{ item: ITEM, acceptedTotal: 58n, rejections: [{ reason: RejectionReason.DAMAGED, total: 2n }] }] }))
      .toEqual(["依据单据：调拨：县储备库", "明细：N95 口罩 · 拒收 （原因 损坏 · 数量 2只） · 签收 58只"]);
    expect(said("supplies", "requisition", RequisitionSchema, { store: STORE, lines: [{ item: ITEM, total: 500n }], wantedBy: day(12, 2), reason: "发热门诊" }))
      .toEqual(["库房：药房", "明细：N95 口罩 · 数量 500只", "需用日期：2026年12月2日", "原因：发热门诊"]);
  });
  test("a report's readings, also what is not known, and a zero report", () => {
    expect(said("readiness", "report", ReportSchema, { reportDate: day(11, 30), revision: 2n, correctionReason: "录错", subject: "s-1", readings: [
      { indicator: `${COUNTY}/indicators/beds-occupied`, reading: { reading: { case: "value", value: 0n } } },
      { indicator: `${COUNTY}/indicators/beds-occupied`, reading: { reading: { case: "absentReason", value: AbsentReason.NOT_APPLICABLE } } }],
      fourInPlace: { duty: { answer: { case: "state", value: InPlace_State.NOT_IN_PLACE }, note: "夜班缺一人" } } }))
      .toEqual(["报表日期：2026年11月30日", "第几稿：2", "更正原因：录错", "填报内容：占用床位 · 0张；占用床位 · 不适用", "四到位自评：值守 （不到位 · 备注 夜班缺一人）"]);
    expect(said("readiness", "report", ReportSchema, { reportDate: day(11, 30), revision: 1n, content: { case: "zeroReport", value: {} } })).toEqual(["报表日期：2026年11月30日", "零报告：是"]);
  });
  test("a finding, a duty post, a shift, and who may do what", () => {
    expect(said("readiness", "finding", FindingSchema, { foundBy: `${HOSPITAL}/inspections/i1`, description: "缺登记", severity: Finding_Severity.MAJOR, organization: `${COUNTY}/organizations/health`,
      dueDate: day(12, 5), steps: [{ kind: FindingStep_Kind.FOUND, stepDate: day(11, 30), subject: "s-1" }] }))
      .toEqual(["由何发现：督查：示范县人民医院", "说明：缺登记", "严重程度：较重", "责任单位：县卫健局", "整改期限：2026年12月5日", "经过：发现 · 2026年11月30日 · 登记人 王会计"]);
    expect(said("readiness", "duty-post", DutyPostSchema, { displayName: "带班领导", requirements: [{ validFrom: day(11, 1), hours: [{ startMinutes: 0n, lengthMinutes: 1_440n, needed: 1n }] }] }))
      .toEqual(["名称：带班领导", "值班要求：起始日期 2026年11月1日 · 时段 （开始 00:00 · 时长（分钟） 1,440 · 人数 1）"]);
    expect(said("readiness", "shift", ShiftSchema, { dutyPost: `${HOSPITAL}/dutyPosts/leader`, subject: `${COUNTY}/subjects/s-1`, startTime: { seconds: 1_795_996_800n } }))
      .toEqual(["岗位：带班领导", "值班人：王会计", "开始：2026年11月30日 08:00"]);
    // Whose name may not be read is told from others all the same.
    expect(said("readiness", "shift", ShiftSchema, { subject: `${COUNTY}/subjects/s-9` })).toEqual(["值班人：乡镇 · 示范县人民医院（s-9）"]);
    expect(said("readiness", "subject", SubjectSchema, { roles: [Role.HOSPITAL, Role.AUDITOR], facility: HOSPITAL })).toEqual(["角色：医疗机构；审计", "单位：示范县人民医院"]);
  });
  test("nothing of bytes that were changed, and nothing of what the services keep for themselves", () => {
    expect(said("supplies", "line", CountSchema, { reason: "x" })).toEqual([]);
    expect(said("funding", "payment", CountSchema, { countTime: { seconds: 1n }, lines: [{ item: ITEM }] }).join()).not.toMatch(/undefined/);
  });
});

test("every kind of resource that people are told of has words, and so has every choice in it", () => {
  const wordless: string[] = [];
  const visit = (schema: DescMessage, seen: Set<string>): void => {
    if (seen.has(schema.typeName) || schema.typeName.startsWith("google.")) return;
    seen.add(schema.typeName);
    const told = schema.fields.filter((field) => fieldText(field));
    for (const field of told) {
      const [zh, en] = [fieldText(field)!.zh(), fieldText(field)!.en()];
      expect([zh === "" || /[\u4e00-\u9fff]/.test(zh), /[\u4e00-\u9fff]/.test(en), zh === "" || en !== ""], field.toString()).toEqual([true, false, true]);
      const of: DescEnum | undefined = field.fieldKind === "map" ? undefined : field.enum;
      if (of) wordless.push(...of.values.filter((value) => value.number > 0 && !enumText(of, value.number)).map((value) => `${of.typeName} ${value.localName}`));
      if (field.fieldKind !== "map" && field.message) visit(field.message, seen);
    }
  };
  for (const [service, schemas] of Object.entries(bodiesOf.SCHEMAS)) {
    for (const [collection, schema] of Object.entries(schemas)) {
      expect(schema.fields.filter((field) => fieldText(field)).length, `${service} ${collection}`).toBeGreaterThan(0);
      visit(schema, new Set());
    }
  }
  // What goes without saying, or is computed when it is read, says nothing.
  expect([...new Set(wordless)]).toEqual(["epiledger.supplies.v1.Movement.Outcome POSTED", "epiledger.readiness.v1.Plan.State IN_FORCE", "epiledger.readiness.v1.Plan.State REVIEW_OVERDUE"]);
});
