import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { FairShareSchema, ShareStanding_Basis as Basis } from "$calls/headquarters/epiledger/supplies/v1/fair_share_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { barsOf, barText, editedLines, lineKey, rowsOf, shareColumns, totalOf, whyText, withSeveralStores } from "./shares.ts";

const store = (facility: string, id: string) => `counties/c/facilities/${facility}/stores/${id}`;
const unit = { baseUnit: "只", packs: [{ pack: "box", displayName: "盒", size: 20n }] };
const sight = new Sight(new Names(create(OverviewSchema, { readiness: { summary: { facilities: [
  { facility: "counties/c/facilities/people", displayName: "人民医院" }] } } })), 0, "zh");
const called = { unit, store: (name: string) => (name.includes("/people/") ? "人民医院" : "其他") };

// 20 a day: 1 day before, 3 with two boxes.
const share = create(FairShareSchema, { item: "counties/c/items/n95", leftOver: 60n,
  lines: [{ fromStore: store("reserve", "main"), toStore: store("people", "ward"), total: 40n, expiring: 5n,
    standing: { store: store("people", "ward"), free: 20n, onItsWay: 10n, use: 140n, knownDays: 7, daysBeforeTenths: 10n,
      share: 40n, daysAfterTenths: 30n, basis: Basis.DAYS_OF_SUPPLY } }],
  leftOut: [{ store: store("tcm", "pharmacy"), free: 900n, use: 70n, knownDays: 7, daysBeforeTenths: 900n, basis: Basis.OTHERS_FIRST },
    { store: store("people", "pharmacy"), basis: Basis.NEED_UNKNOWN }] });

test("a share says how much, how long it lasts before and after, and why", () => {
  const said = rowsOf(share).map((row) => shareColumns(called, sight).map((column) => column.of(row)));
  expect(said[0]!.map(({ text }) => text)).toEqual(["人民医院", "2盒（40只）", "20只", "1.0 天", "3.0 天",
    "7 天用 140只，现够用 1.0 天，分后够用 3.0 天：先补最少的", "其他"]);
  expect(said[0]![1]!.note).toBe("其中 5只 用完前会过期");
  expect(said[0]![2]!.note).toBe("在途 10只");
  expect(totalOf(share)).toBe(40n);
});

test("whose need nobody knows is not shown as lasting no days", () => {
  const unknown = rowsOf(share)[2]!;
  expect(shareColumns(called, sight)[3]!.of(unknown).text).toBe("不明");
  expect(whyText(unknown.standing, unit, sight)).toContain("不当作零");
  expect(barsOf(share).map((bar) => barText(bar, sight))).toEqual(["1.0 → 3.0 天", "90.0 天"]);
});

test("of what is typed over the lines only what differs is sent, and nothing that is no number", () => {
  const edited = (total: string) => editedLines(share, { [lineKey(share.lines[0]!)]: total });
  expect(editedLines(share, {})).toEqual({ wrong: [false], lines: [] });
  expect(edited("40")).toEqual({ wrong: [false], lines: [] });
  expect(edited("６０").lines).toEqual([{ fromStore: store("reserve", "main"), toStore: store("people", "ward"), quantity: { pieces: 60n } }]);
  expect(edited("0").lines[0]!.quantity).toEqual({ pieces: 0n });
  expect(edited("-1")).toEqual({ wrong: [true], lines: [] });
});

test("what is typed over a line that somebody took away meanwhile is not sent", () => {
  expect(editedLines(share, { "counties/c/facilities/a/stores/b counties/c/facilities/a/stores/c": "7" }).lines).toEqual([]);
});

test("stores are named apart where a facility has several of them", () => {
  expect(withSeveralStores(share)).toEqual(["counties/c/facilities/people"]);
});
