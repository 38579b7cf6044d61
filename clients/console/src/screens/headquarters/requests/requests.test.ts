import { create, fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { RequisitionSchema, Requisition_State as State } from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import { GrantRequisitionRequestSchema } from "$calls/headquarters/epiledger/supplies/v1/requisition_service_pb";
import { FacilityStockSchema, Supply_State } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { labelsWith } from "../goods/stores.ts";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { givenOf, isWhole, newGrantDraft, partsOf, requestOf, storesOf, withGivers, type Giver } from "./grant_draft.ts";
import { answeredColumns, lineRows, openColumns, type Known } from "./rows.ts";

const NOW = Date.UTC(2026, 10, 30, 4);
const [N95, GOWN] = ["counties/c/items/n95", "counties/c/items/gown"];
const HOSPITAL = "counties/c/facilities/people";
const store = (facility: string, id = "main") => `counties/c/facilities/${facility}/stores/${id}`;
const unit = (item: string) => (item === N95 ? { baseUnit: "只", packs: [{ pack: "box", displayName: "盒", size: 20n }] } : { baseUnit: "件", packs: [] });
const sight = new Sight(new Names(create(OverviewSchema, {
  readiness: { summary: { facilities: [{ facility: HOSPITAL, displayName: "人民医院" }, { facility: "counties/c/facilities/reserve", displayName: "储备库" }] } },
  supplies: { items: [{ item: N95, displayName: "N95口罩", baseUnit: "只" }, { item: GOWN, displayName: "防护服", baseUnit: "件" }] } })), NOW, "zh");
const known: Known = { unit, stocks: new Map([[N95, [create(FacilityStockSchema, { facility: HOSPITAL, item: N95, free: 40n,
  supply: { state: Supply_State.KNOWN, daysTenths: 20n, use: 140n, knownDays: 7 } })]]]) };
const requisition = create(RequisitionSchema, { name: `${HOSPITAL}/requisitions/r1`, store: store("people"), reason: "门诊量上升", state: State.SUBMITTED,
  ageDays: 2n, wantedBy: { year: 2026, month: 11, day: 29 }, lines: [{ item: N95, total: 200n }, { item: GOWN, total: 30n, remark: "大号" }] });
const giver = (name: string, n95: bigint, gown: bigint): Giver => ({ store: name, free: new Map([[N95, n95], [GOWN, gown]]) });

test("a request is shown line by line, against what is there and how long that lasts", () => {
  const said = lineRows(requisition, known).map((row) => openColumns(sight).map((column) => column.of(row)));
  expect(said[0]!.map(({ text }) => text)).toEqual(["人民医院", "N95口罩", "10盒（200只）", "40 只", "2.0 天", "昨天", "2 天", "打开"]);
  expect(said[0]![0]!.note).toBe("理由：门诊量上升");
  expect(said[0]![5]!.note).toBe("已过需用日期");
  expect(said[0]![7]!.link).toBe("#/requests/people/r1");
  // Of what was never recorded nothing is known, which is not none.
  expect(said[1]!.map(({ text }) => text).slice(2, 5)).toEqual(["30件", "没有记录", "不明"]);
  expect(said[1]![1]!.note).toBe("要求：大号");
});

test("a warehouse that suffices is filled in, in packs; where none does a person divides", () => {
  const draft = newGrantDraft(requisition, [giver(store("reserve"), 150n, 0n), giver(store("depot"), 900n, 10n)], unit);
  expect(draft.lines[0]!.given.map((one) => [one.store, one.quantity.packs["box"] ?? ""])).toEqual([[store("reserve"), ""], [store("depot"), "10"]]);
  expect(draft.lines[1]!.given).toEqual([{ store: store("depot"), quantity: { pieces: "", packs: {} } }]);
  expect(draft.lines.map((line) => givenOf(line, unit))).toEqual([200n, 0n]);
  expect(storesOf(draft, unit)).toEqual(new Set([store("depot")]));
});

test("a grant in part, out of two stores, says just that; nothing, too much and no number are none", () => {
  const draft = newGrantDraft(requisition, [giver(store("reserve"), 900n, 900n)], unit);
  draft.lines = withGivers(draft.lines, [giver(store("tcm", "pharmacy"), 60n, 0n)]);
  expect(isWhole(draft, requisition, unit)).toBe(true);
  draft.lines[0]!.given[0]!.quantity = { pieces: "", packs: { box: "３" } };
  draft.lines[0]!.given[1]!.quantity = { pieces: "5", packs: {} };
  draft.lines[1]!.given[0]!.quantity = { pieces: "0", packs: {} };
  draft.note = " 余下到货后补 ";
  expect(partsOf(draft.lines[0]!, unit)).toEqual([{ store: store("reserve"), pieces: 60n }, { store: store("tcm", "pharmacy"), pieces: 5n }]);
  const sent = fromBinary(GrantRequisitionRequestSchema, requestOf(draft, requisition.name, unit));
  expect(sent.grants.map((grant) => [grant.item, grant.store, grant.quantity?.pieces])).toEqual([[N95, store("reserve"), 60n], [N95, store("tcm", "pharmacy"), 5n]]);
  expect([sent.requestId, sent.note]).toEqual([draft.requestId, "余下到货后补"]);

  draft.lines[0]!.given[0]!.quantity = { pieces: "", packs: { box: "11" } };
  expect(isWhole(draft, requisition, unit)).toBe(false);
  draft.lines[0]!.given[0]!.quantity = { pieces: "many", packs: {} };
  expect([givenOf(draft.lines[0]!, unit), isWhole(draft, requisition, unit)]).toEqual([undefined, false]);
  draft.lines[0]!.given.forEach((one) => { one.quantity = { pieces: "", packs: {} }; });
  expect(isWhole(draft, requisition, unit)).toBe(false);
});

test("what was answered says how much of it, or why not", () => {
  const said = (state: State, approved: bigint, note: string) => answeredColumns(known, sight).map((column) =>
    column.of(create(RequisitionSchema, { name: requisition.name, state, lines: [{ item: N95, total: 200n, approved }], decision: { note } })));
  expect(said(State.APPROVED, 60n, "")[1]!.text).toBe("N95口罩 批准 3盒（60只） / 申领 10盒（200只）");
  const rejected = said(State.REJECTED, 0n, "请先盘点");
  expect([rejected[1]!.text, rejected[2]!.text, rejected[2]!.note]).toEqual(["N95口罩 申领 10盒（200只）", "未批准", "请先盘点"]);
});

test("a refusal names stores, items and requests as people do", () => {
  const told = `${store("reserve")} 当时可出库的 ${N95} 为 5，需要 9。申领单 ${requisition.name} 已批准。`;
  expect(labelsWith(new Map([[store("reserve"), "主库"]]), sight).inWords(told)).toBe("储备库 主库 当时可出库的 N95口罩 为 5，需要 9。申领单 人民医院的申领 已批准。");
});
