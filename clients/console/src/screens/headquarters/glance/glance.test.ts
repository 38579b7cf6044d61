import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema, PartStatus_State } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { IndicatorTotalSchema } from "$calls/headquarters/epiledger/readiness/v1/summary_pb";
import { FacilityStockSchema, ItemSummarySchema, Knowledge, Supply_Band, Supply_State } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { Dimension, EvidenceReason_Kind, Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { bedTiles, coverageText } from "./beds.ts";
import { partAge } from "./parts.ts";
import { readyColumns, readyRows } from "./readiness.ts";
import { countedCell, daysCell, itemColumns } from "./stock.ts";
import { tilesOf } from "./tiles.ts";

const NOW = Date.UTC(2026, 10, 30, 4);
const seconds = (ago: number) => ({ seconds: BigInt(NOW / 1000 - ago), nanos: 0 });

function sightOf(picture: MessageInitShape<typeof OverviewSchema>, language: "zh" | "en" = "zh"): Sight {
  return new Sight(new Names(create(OverviewSchema, picture)), NOW, language);
}

test("what no service said is not known in every tile, and never nought", () => {
  const picture = create(OverviewSchema, {});
  const tiles = tilesOf(picture, sightOf({}));
  expect(tiles.map((tile) => tile.value)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(new Set(tiles.map((tile) => tile.tone))).toEqual(new Set(["care"]));
});

test("readiness puts the worst first, says why in words, and takes unknown for worse than at risk", () => {
  const standing = (facility: string, dimension: Dimension, state: Standing, kind?: EvidenceReason_Kind) => ({
    facility: `counties/c/facilities/${facility}`, dimension, standing: state,
    reasons: kind ? [{ kind, standing: state, subject: "counties/c/items/n95", have: 24n, needed: 70n }] : [], reasonCount: kind ? 3n : 0n });
  const picture = create(OverviewSchema, { standings: [
    standing("a", Dimension.DUTY, Standing.READY),
    standing("b", Dimension.DUTY, Standing.AT_RISK),
    standing("c", Dimension.MEDICINES, Standing.UNKNOWN),
    standing("d", Dimension.MEDICINES, Standing.NOT_READY, EvidenceReason_Kind.FEW_DAYS),
  ], supplies: { items: [{ item: "counties/c/items/n95", displayName: "N95口罩", baseUnit: "只" }] } });
  const rows = readyRows(picture);
  expect(rows.map((row) => row.facility.at(-1))).toEqual(["d", "c", "b", "a"]);
  const why = readyColumns(new Sight(new Names(picture), NOW, "zh"))[2]!.of(rows[0]!).text;
  expect(why).toBe("药品物资不达标：N95口罩：可用 2.4 天，应 7.0 天；另有 2 项");
});

test("days of supply: an old count makes an estimate, no use is no endless stock, unknown is unknown", () => {
  const sight = sightOf({});
  const supply = (state: Supply_State, daysTenths?: bigint) => ({ $typeName: "epiledger.supplies.v1.Supply" as const, state,
    band: Supply_Band.LOW, use: 100n, knownDays: 2, leftOutDays: 0, windowDays: 7, ...(daysTenths === undefined ? {} : { daysTenths }) });
  expect(daysCell(supply(Supply_State.KNOWN, 24n), "只", sight)).toEqual({ text: "2.4 天", number: "2.4", note: "2 天用 100 只" });
  expect(daysCell(supply(Supply_State.ESTIMATED, 24n), "只", sight).text).toBe("约 2.4 天");
  expect(daysCell(supply(Supply_State.NO_USE), "只", sight).text).toBe("期间无消耗");
  expect(daysCell(supply(Supply_State.UNKNOWN), "只", sight)).toEqual({ text: "不明", tone: "care" });
  expect(daysCell(undefined, "只", sight).text).toBe("不明");
});

test("a count says how old it is, and that there was none", () => {
  const sight = sightOf({});
  expect(countedCell(create(FacilityStockSchema, { knowledge: Knowledge.UNKNOWN }), sight).text).toBe("从未盘点");
  expect(countedCell(create(FacilityStockSchema, { knowledge: Knowledge.STALE, lastCountTime: seconds(5 * 86_400), lastCountAgeDays: 5n }), sight).text)
    .toBe("5 天前，已过期");
});

test("an item that nobody counted has no total", () => {
  const [, free] = itemColumns(sightOf({}));
  expect(free!.of(create(ItemSummarySchema, { free: 0n, unknown: 3n }))).toEqual({ text: "不明", tone: "care" });
  expect(free!.of(create(ItemSummarySchema, { free: 0n, known: 1n, baseUnit: "只" })).text).toBe("0 只");
});

test("totals say over how many facilities they are, each once", () => {
  const total = create(IndicatorTotalSchema, { known: 2n, stale: 1n, unknown: 3n, notApplicable: 4n });
  expect(coverageText(total, sightOf({}))).toBe("已报 2 · 旧数 1 · 未报 3 · 不适用 4");
  expect(coverageText(undefined, sightOf({}, "en"))).toBe("not known");
});

test("a ratio of nobody is none", () => {
  const summary = create(OverviewSchema, { readiness: { summary: {
    ratios: [{ part: "beds_occupied", whole: "beds_staffed", facilities: 0n }, { part: "icu_beds_occupied", whole: "icu_beds_staffed", facilities: 2n, thousandths: 437n }] } } })
    .readiness!.summary!;
  expect(bedTiles(summary).map((tile) => tile.ratio?.thousandths)).toEqual([undefined, 437n, undefined]);
});

test("a silent service says since when", () => {
  const sight = sightOf({});
  const status = { $typeName: "epiledger.command.v1.PartStatus" as const, state: PartStatus_State.STALE,
    dataTime: { $typeName: "google.protobuf.Timestamp" as const, ...seconds(7200) }, feedTime: { $typeName: "google.protobuf.Timestamp" as const, ...seconds(600) } };
  expect(partAge(status, sight)).toEqual({ text: "失联，为旧数 · 2 小时前的数据 · 10 分钟前还有回音", isOld: true });
  const { dataTime: _, ...nothing } = status;
  expect(partAge({ ...nothing, state: PartStatus_State.FRESH }, sight)).toEqual({ text: "没有任何记录，情况不明", isOld: true });
  expect(partAge(undefined, sight)).toEqual({ text: "从未连通，情况不明", isOld: true });
});
