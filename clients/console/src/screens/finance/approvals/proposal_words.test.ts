import { create, type DescField, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, test } from "vitest";
import { AllocationChange_Kind, AllocationChangeSchema } from "$calls/finance/epiledger/funding/v1/allocation_change_pb.ts";
import { CarryOverSchema } from "$calls/finance/epiledger/funding/v1/carry_over_pb.ts";
import { CommitmentSchema } from "$calls/finance/epiledger/funding/v1/commitment_pb.ts";
import { Payment_Kind, Payment_Method, PaymentSchema, PurposeSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { ApprovalLimitsSchema, Proposal_Kind, Proposal_KindSchema, ProposalSchema, type Proposal }
  from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { moneyOf } from "$src/format/money.ts";
import type { Names } from "../names.ts";

const COUNTY = "counties/990101";
const ALLOCATION = `${COUNTY}/documents/d1/allocations/2`;
let names: Names;
let said: (proposal: Proposal) => string;

beforeAll(async () => {
  const [{ Names: Book }, { detailsOf, willDo }] = await Promise.all([import("../names.ts"), import("./proposal_words.ts")]);
  names = new Book({ documents: [], purposes: [create(PurposeSchema, { name: `${COUNTY}/purposes/masks`, displayName: "防控物资" })],
    funds: [], facilities: [], items: [] });
  names.setDocuments([{ name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" }]);
  names.set(`${COUNTY}/funds/central`, "中央财政资金");
  names.set(`${COUNTY}/items/gown`, "手术衣");
  names.setOrder({ name: `${COUNTY}/commitments/c1`, supplier: "示范厂", number: "合 7" });
  names.set(`${COUNTY}/liabilities/l1`, "示范药房 · 疫情紧急");
  names.setPersons([{ name: `${COUNTY}/subjects/s-2`, displayName: "李科长" }]);
  said = (proposal) => [willDo(proposal, names), ...detailsOf(proposal, names).map(({ name, value }) => `${name} ${value}`)].join("\n");
}, 60_000);

function proposed(kind: Proposal_Kind, write: Proposal["write"], more: object = {}): Proposal {
  return { ...create(ProposalSchema, { name: `${COUNTY}/proposals/p1`, kind, allocation: ALLOCATION, payee: "示范厂", amount: moneyOf(1_200_000_00n) }), write, ...more };
}

const DAY = { year: 2026, month: 2, day: 9 };
const purpose = `${COUNTY}/purposes/masks`;
const payment = (kind: Payment_Kind, more: object = {}) => ({ case: "payment" as const, value: create(PaymentSchema, { allocation: ALLOCATION, purpose, kind,
  amount: moneyOf(1_200_000_00n), paymentDate: DAY, payee: "示范厂", method: Payment_Method.AUTHORIZED, invoice: "0449003",
  invoiceAmount: moneyOf(2_000_000_00n), voucher: "记-31", summary: "口罩", ...more }) });
const change = (kind: AllocationChange_Kind, more: object = {}) => ({ case: "allocationChange" as const, value: create(AllocationChangeSchema, {
  kind, allocation: ALLOCATION, purpose, amount: moneyOf(5_00n), changeDate: DAY, approver: "s-2", documentNumber: "示府〔2026〕3号", reason: "超额", ...more }) });

/** Each kind that can be proposed, and what a person must read of it. */
const KINDS: [string, () => Proposal, string[]][] = [
  ["a payment", () => proposed(Proposal_Kind.PAYMENT, payment(Payment_Kind.DIRECT)),
    ["从 示财社〔2026〕1号 第2项 向 示范厂 支付 1,200,000.00 元", "用途 防控物资", "支付日期 2026年2月9日", "支付方式 授权支付", "发票号 0449003",
      "发票总额 2,000,000.00 元", "凭证号 记-31", "摘要 口罩"]],
  ["a prepayment", () => proposed(Proposal_Kind.PAYMENT, payment(Payment_Kind.PREPAYMENT, { commitment: `${COUNTY}/commitments/c1`, line: 2n })),
    ["预付 1,200,000.00 元", "所付订单 示范厂 合 7 第2行"]],
  ["a payment for what arrived", () => proposed(Proposal_Kind.PAYMENT, payment(Payment_Kind.SETTLEMENT)), ["支付到货款"]],
  ["a payment of a liability", () => proposed(Proposal_Kind.PAYMENT, payment(Payment_Kind.LIABILITY, { liability: `${COUNTY}/liabilities/l1` })),
    ["偿付此前的垫付或赊购", "所偿垫付或赊购 示范药房 · 疫情紧急"]],
  ["an order", () => proposed(Proposal_Kind.COMMITMENT, { case: "commitment", value: create(CommitmentSchema, { allocation: ALLOCATION, supplier: "示范厂",
    number: "合 9", title: "防护服采购", commitmentDate: DAY, lines: [{ purpose, description: "一次性", item: `${COUNTY}/items/gown`, quantity: 1_500n, amount: moneyOf(900_00n) }] }) }),
    ["向 示范厂 订购", "供货单位 示范厂", "合同或订单号 合 9", "采购内容 防护服采购", "占用日期 2026年2月9日", "第1行 防控物资 · 手术衣 · 1,500 · 一次性 · 900.00 元"]],
  ["a transfer", () => proposed(Proposal_Kind.TRANSFER, change(AllocationChange_Kind.TRANSFER, { targetAllocation: `${COUNTY}/documents/d1/allocations/1`,
    targetPurpose: purpose }), { payee: `${COUNTY}/documents/d1/allocations/1` }),
    ["从 示财社〔2026〕1号 第2项 调剂 1,200,000.00 元到 示财社〔2026〕1号 第1项", "调出用途 防控物资", "调入用途 防控物资", "批准人 李科长",
      "依据文号 示府〔2026〕3号", "生效日期 2026年2月9日", "原因 超额"]],
  ["a recall", () => proposed(Proposal_Kind.RECALL, change(AllocationChange_Kind.RECALL), { payee: `${COUNTY}/funds/central` }),
    ["收回 1,200,000.00 元到 中央财政资金", "用途 防控物资", "金额 5.00 元", "批准人 李科长"]],
  ["what is left at the end of a year", () => proposed(Proposal_Kind.RECALL, { case: "carryOver", value: create(CarryOverSchema, { allocation: ALLOCATION,
    carryDate: { year: 2027, month: 1, day: 1 }, approver: "s-9", reason: "年终", carried: { total: moneyOf(7_00n), available: moneyOf(7_00n) } }) }, { payee: `${COUNTY}/funds/central` }),
    ["年终结余 1,200,000.00 元从 示财社〔2026〕1号 第2项 交回 中央财政资金", "结转日期 2027年1月1日", "结余合计 7.00 元", "批准人 一位登记人员"]],
  ["new limits", () => proposed(Proposal_Kind.LIMITS, { case: "approvalLimits", value: create(ApprovalLimitsSchema, { payment: moneyOf(50_00n), windowHours: 24,
    expiryHours: 72, nearPercent: 80 }) }, { replacedLimits: create(ApprovalLimitsSchema, { windowHours: 24, expiryHours: 48, nearPercent: 90 }) }),
    ["改用新的审批限额", "单人支付限额 不限 → 50.00 元", "审批时限 48 小时 → 72 小时", "接近限额的提示线 限额的 90% → 限额的 80%", "单人收回限额 不限"]],
];

describe("what approval would do", () => {
  test.each(KINDS)("%s", (_, make, parts) => {
    const text = said(make());
    for (const part of parts) expect(text).toContain(part);
    expect(text).not.toMatch(/counties\/|undefined|s-[29]/);
  });
  test("is said of every kind there is", () => {
    const kinds = new Set(KINDS.map(([, make]) => make().kind));
    expect(Proposal_KindSchema.values.map((one) => one.number).filter((one) => !kinds.has(one))).toEqual([Proposal_Kind.UNSPECIFIED]);
  });
  test("is said with what it holds until then", () => {
    const holding = proposed(Proposal_Kind.PAYMENT, payment(Payment_Kind.DIRECT),
      { holds: [{ account: "alloc:d1/2/masks:available", date: DAY, amount: moneyOf(3_00n) }, { account: "ceiling:d1/2/masks", date: DAY, amount: moneyOf(3_00n) }] });
    expect(said(holding)).toContain("示财社〔2026〕1号 第2项 · 防控物资 · 可用：3.00 元，自 2026年2月9日 起");
    expect(said(holding)).toContain("防控物资 · 上限额度：3.00 元");
  });
});

/** What an entry will say, and no proposal does. */
const NOT_PROPOSED = ["name", "availableAfter", "undivided", "refunded", "fromDisbursed", "reversedBy", "reversedDate", "balance", "carriedFrom", "quantityArrived"];

/** A value that its field has not got otherwise. */
function filled(field: DescField, at: number): unknown {
  if (field.fieldKind === "list") return [field.listKind === "message" ? whole(field.message) : `counties/990101/commitments/c-${at}`];
  if (field.fieldKind === "enum") return field.name === "kind" ? 2 : 1;
  if (field.fieldKind === "message") {
    if (field.message.name === "Money") return moneyOf(BigInt(1_000 + at));
    return field.message.name === "Date" ? { year: 2000 + at, month: 1, day: 1 } : whole(field.message);
  }
  if (field.fieldKind !== "scalar") throw new Error(`${field.name} is of a kind that no proposal has`);
  return field.scalar === 9 ? `text-${field.name}` : field.scalar === 3 ? BigInt(100 + at) : 100 + at;
}

function whole<Schema extends DescMessage>(schema: Schema): MessageShape<Schema> {
  const message = create(schema) as Record<string, unknown>;
  schema.fields.forEach((field, at) => {
    if (!NOT_PROPOSED.includes(field.localName)) message[field.localName] = filled(field, at);
  });
  return message as MessageShape<Schema>;
}

const WRITES: [Proposal_Kind, Exclude<Proposal["write"]["case"], undefined>, DescMessage][] = [
  [Proposal_Kind.PAYMENT, "payment", PaymentSchema], [Proposal_Kind.COMMITMENT, "commitment", CommitmentSchema],
  [Proposal_Kind.TRANSFER, "allocationChange", AllocationChangeSchema], [Proposal_Kind.RECALL, "carryOver", CarryOverSchema],
  [Proposal_Kind.LIMITS, "approvalLimits", ApprovalLimitsSchema],
];

const FIELDS = WRITES.flatMap(([kind, name, schema]) => schema.fields.filter((field) => !NOT_PROPOSED.includes(field.localName))
  .map((field) => [`${name}.${field.localName}`, kind, name, schema, field] as const));

describe("nothing that is approved is left out", () => {
  test.each(FIELDS)("%s", (_, kind, name, schema, field) => {
    const [value, without] = [whole(schema), whole(schema)] as unknown as [Record<string, unknown>, Record<string, unknown>];
    without[field.localName] = (create(schema) as Record<string, unknown>)[field.localName];
    const make = (of: unknown) => said(proposed(kind, { case: name, value: of } as Proposal["write"]));
    expect(make(value)).not.toBe(make(without));
  });
  test("nor a case of what can be recorded", () => {
    const cases = ProposalSchema.oneofs.find((one) => one.name === "write")!.fields.map((field) => field.localName);
    expect(WRITES.map(([, name]) => name).sort()).toEqual(cases.sort());
  });
});
