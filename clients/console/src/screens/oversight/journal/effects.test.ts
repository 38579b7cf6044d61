import { create, toBinary } from "@bufbuild/protobuf";
import { beforeAll, expect, test } from "vitest";
import { PaymentSchema } from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { EffectsSchema } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import type { People } from "../people.ts";
import type { Frame } from "./frame.ts";
import type { Told } from "./effects.ts";

const COUNTY = "counties/990101";
let told: (service: string, effects: object) => Told | undefined;
let whatFrame: (frame: Frame) => unknown;

beforeAll(async () => {
  const [{ People: Register }, { effectsOf, toldOf }] = await Promise.all([import("../people.ts"), import("./effects.ts")]);
  const people: People = new Register({
    facilities: [{ name: `${COUNTY}/facilities/h`, displayName: "示范县人民医院" }], organizations: [], subjects: [],
    purposes: [{ name: `${COUNTY}/purposes/masks`, displayName: "防控物资" }], funds: [{ name: `${COUNTY}/funds/central`, displayName: "中央财政资金" }],
    items: [{ name: `${COUNTY}/items/n95`, displayName: "N95 口罩", baseUnit: "只" }], documents: [{ name: `${COUNTY}/documents/d1`, number: "示财社〔2026〕1号" }] });
  whatFrame = effectsOf;
  told = (service, effects) => {
    const frame = { service, county: "990101", kind: "ledger", eventType: EffectsSchema.typeName, event: toBinary(EffectsSchema, create(EffectsSchema, effects)) };
    const read = effectsOf(frame);
    return read && toldOf(read, frame, people);
  };
}, 60_000);

test("money moves between what it was kept for, on a day, in yuan", () => {
  expect(told("funding", {
    movements: [{ source: "alloc:d1/2/masks:available", target: "paid:d1/2/masks", unit: "CNY", position: 20_787n, amount: 120_050n },
      { source: "fund:central:available", target: "alloc:d1/2/any:available", unit: "CNY", position: 20_787n, amount: 1n, aside: true }],
    resources: [{ collection: "payment", key: "p1", body: toBinary(PaymentSchema, create(PaymentSchema, { name: `${COUNTY}/payments/p1`,
      allocation: `${COUNTY}/documents/d1/allocations/2`, purpose: `${COUNTY}/purposes/masks`, amount: { units: 1_200n, nanos: 500_000_000 },
      paymentDate: { year: 2026, month: 11, day: 30 }, payee: "示范厂", invoice: "0449003" })) }, { collection: "allocation", key: "d1/2" }, { collection: "invoice", key: "x" }, { collection: "document", key: "d1" }],
  })).toEqual({
    things: [{ title: "支付", said: [["指标", "示财社〔2026〕1号 第2项"], ["用途", "防控物资"], ["金额", "1,200.50 元"], ["日期", "2026年11月30日"], ["收款单位", "示范厂"], ["发票号", "0449003"]]
      .map(([name, value]) => ({ name, values: [value] })) }, { title: "指标：示财社〔2026〕1号 第2项", said: [] }, { title: "指标文：示财社〔2026〕1号", said: [] }], others: 1, reverses: 0n,
    moved: [{ from: "示财社〔2026〕1号 第2项 · 防控物资 · 可用", to: "示财社〔2026〕1号 第2项 · 防控物资 · 已支付", amount: "1,200.50 元", when: "2026年11月30日", isAside: false },
      { from: "中央财政资金 · 可分配", to: "示财社〔2026〕1号 第2项 · 未分用途 · 可用", amount: "0.01 元", when: "2026年11月30日", isAside: true }],
  });
});

test("goods move at a time, in their own unit", () => {
  const { moved, things } = told("supplies", {
    movements: [{ source: "store:h/pharmacy/n95/lot1/o1", target: "used:h/pharmacy/n95/lot1/o1", unit: "n95", position: 1_795_996_800_000_000n, amount: 1_500n }],
    resources: [{ collection: "count", key: "h/pharmacy/c1" }] })!;
  expect(moved).toEqual([{ from: "示范县人民医院 · 在库", to: "示范县人民医院 · 已使用", amount: "N95 口罩 1,500只", when: "2026年11月30日 08:00", isAside: false }]);
  expect(things).toEqual([{ title: "盘点：示范县人民医院", said: [] }]);
});

test("a reversal says which entry it takes back", () => {
  expect(told("funding", { reverses: 41n })!.reverses).toBe(41n);
});

test("a refused entry did nothing", () => {
  expect(whatFrame({ service: "funding", county: "1", kind: "ledger", eventType: "epiledger.funding.v1.CreatePaymentRequest", event: new Uint8Array() })).toBeUndefined();
});
