import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { TracedLineSchema } from "$calls/headquarters/epiledger/command/v1/trace_pb";
import { PlacedGoods_Place as Place } from "$calls/headquarters/epiledger/supplies/v1/trace_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { flowOf, type FlowStep } from "./flow.ts";
import { goodsRows, nodeLink } from "./rows.ts";
import { withFewOrders } from "./sankey.ts";

const yuan = (units: number) => ({ currencyCode: "CNY", units: BigInt(units), nanos: 0 });
const D1 = "counties/c/documents/d1";

const picture = create(OverviewSchema, {
  money: { summary: {
    funds: [{ name: "counties/c/funds/central", displayName: "中央", balance: { available: yuan(10) } }],
    documents: [{ name: D1, number: "1号", allocations: [{ name: `${D1}/allocations/1`, fund: "counties/c/funds/central",
      recipient: "counties/c/facilities/h", balance: { allocated: yuan(100), paid: yuan(50), held: yuan(20), available: yuan(30) } }] }],
  } },
  readiness: { summary: { facilities: [{ facility: "counties/c/facilities/h", displayName: "医院" }] } },
  supplies: { items: [{ item: "counties/c/items/n95", displayName: "N95", baseUnit: "只" }] },
});
const line = create(TracedLineSchema, {
  money: { commitment: "counties/c/commitments/c1", line: 1n, supplier: "厂", number: "HT1", item: "counties/c/items/n95",
    allocation: `${D1}/allocations/1`, amount: yuan(40), balance: { held: yuan(20), paid: yuan(20) } },
  goods: { value: yuan(20), outstandingValue: yuan(20), places: [
    { place: Place.STORE, item: "counties/c/items/n95", facility: "counties/c/facilities/h", quantity: 15n, value: yuan(15) },
    { place: Place.USED, item: "counties/c/items/n95", facility: "counties/c/facilities/h", quantity: 5n, value: yuan(5) }] },
});
const sight = new Sight(new Names(picture), 0, "zh");
const said = (steps: FlowStep[]) => steps.map(({ from, to, fen }) => `${from.name} → ${to.name} ${fen / 100n}`);

test("money flows from its fund to the use of the goods, and what is left stays in sight", () => {
  expect(said(flowOf(picture.money!.summary!, new Map([[D1, [line]]]), sight))).toEqual([
    "中央 → 1号 100", "中央 → 未下达 10", "1号 → 医院 第1项 100",
    "医院 第1项 → 厂 HT1 40", "医院 第1项 → 未经订单支付 30", "医院 第1项 → 可用 30",
    "厂 HT1 → N95 40", "N95 → 在库 15", "N95 → 已使用 5", "N95 → 未到货 20"]);
});

test("where the goods could not be asked, orders stand apart and nothing is taken for paid directly", () => {
  expect(said(flowOf(picture.money!.summary!, new Map(), sight))).toEqual([
    "中央 → 1号 100", "中央 → 未下达 10", "1号 → 医院 第1项 100", "医院 第1项 → 订单（物资服务未能查询） 70", "医院 第1项 → 可用 30"]);
});

test("each step opens to its books", () => {
  const steps = flowOf(picture.money!.summary!, new Map([[D1, [line]]]), sight);
  expect(["1号", "医院 第1项", "厂 HT1", "N95", "可用"].map((name) => nodeLink(steps.find(({ to }) => to.name === name)!.to.key))).toEqual([
    "#/document/d1?view=finance", "#/statement/d1/1?view=finance", "#/order/c1?view=finance", "#/item/n95", ""]);
  expect(nodeLink(steps[0]!.from.key)).toBe("#/statement/fund/central?view=finance");
});

test("goods without a price are told without one", () => {
  const priceless = create(TracedLineSchema, { money: line.money!, goods: { places: [{ place: Place.STORE, item: "counties/c/items/n95", quantity: 3n }] } });
  expect(said(flowOf(picture.money!.summary!, new Map([[D1, [priceless]]]), sight)).slice(-1)).toEqual(["N95 → 价格未知的物资 40"]);
  expect(goodsRows([priceless]).map(({ quantity, fen }) => [quantity, fen])).toEqual([[3n, undefined]]);
});

test("the chart draws a few orders and the others as one, and loses no fen", () => {
  const from = { key: "2 h", name: "医院", depth: 2 };
  const steps = Array.from({ length: 30 }, (_, at): FlowStep => ({ from, to: { key: `3 counties/c/commitments/c${at}`, name: `c${at}`, depth: 3 }, fen: BigInt(at + 1) }));
  const shown = withFewOrders(steps, sight);
  expect(shown).toHaveLength(13);
  expect(shown.reduce((sum, step) => sum + step.fen, 0n)).toBe(465n);
});
