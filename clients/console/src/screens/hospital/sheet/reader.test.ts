import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { CountSheetSchema } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { SurplusReason } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { parseCsv } from "$src/format/csv.ts";
import { fileTable } from "$src/sheets/table.ts";
import { workbook } from "$src/format/workbook.ts";
import { emptyLine, keptOf, leftOver, newCountDraft, requestOf, sheetOf } from "../count_draft.ts";
import { CountSchema } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { blankTable } from "./blank.ts";
import { quantityOf } from "./quantity.ts";
import { readCounts } from "./reader.ts";
import { overwritten, takeOver } from "./take.ts";

const ITEM = (id: string) => `counties/990101/items/${id}`;
const BOX = { pack: "box", displayName: "盒", size: 20n };
const SHEET = create(CountSheetSchema, {
  store: "counties/990101/facilities/people-hospital/stores/pharmacy",
  drawnAt: { book: "b", sequence: 57n, incarnation: Uint8Array.from({ length: 16 }, (_, at) => at) },
  lines: [["n95", "N95医用防护口罩", "N95 mask"], ["coverall", "医用防护服", ""], ["goggles", "护目镜", ""]].map(([id, displayName, englishName]) => ({
    item: ITEM(id!), displayName: displayName!, englishName: englishName!, baseUnit: "只", packs: id === "n95" ? [BOX] : [], expected: 200n, lastTotal: 210n })),
});
const NUMBER = "57-000102030405060708090a0b0c0d0e0f";
const read = (text: string) => readCounts(parseCsv(text)!, SHEET);
const said = (text: string) => read(text).kept.map(({ row, column, rule, figures }) => [`${column}${row}`, rule, ...figures]);

describe("a quantity in one cell", () => {
  const unit = { baseUnit: "只", packs: [BOX] };
  test.each(["3 box + 7", "3*box+7", "3box +7", "3 × BOX + 7", "３　ｂｏｘ＋７", " 3 box  7 ", "3盒+7只", "3盒7只", "３盒 ７ 只", "3*盒+7*只"])(
    "%s", (text) => expect(quantityOf(text, unit)).toEqual({ quantity: { pieces: "7", packs: { box: "3" } } }));
  test.each([["1,200", "1200"], ["12，000只", "12000"], ["1.2万", "12000"], ["0", "0"], ["2.0", "2"], ["10000000000", "10000000000"]])(
    "%s is %s pieces", (text, pieces) => expect(quantityOf(text, unit)).toEqual({ quantity: { pieces, packs: {} } }));
  test.each(["few", "盒", "+", "20+", "+20", "3 20", "3*", "3*+20", "-3", "3-", "1,20", "1,2345", ",123", "3.", ".5", "三盒", "3盒+", "3盒-20"])(
    "%s is none", (text) => expect(quantityOf(text, unit)).toEqual({ problem: "not-quantity" }));
  test("is of whole pieces, and not without end", () => {
    expect(quantityOf("2.5盒", unit)).toEqual({ problem: "not-whole" });
    expect(quantityOf("1000001万", unit)).toEqual({ problem: "too-large" });
    expect(quantityOf("3箱", unit)).toEqual({ pack: "箱" });
  });
});

describe("a spreadsheet of a count", () => {
  test("is read by Chinese and by English headings, by name or by id", () => {
    const chinese = read(`名称,单位,实盘数,盘盈原因,确认无误,盘点表号,我的备注\n护目镜,只,175,退回,是,${NUMBER},x\nN95医用防护口罩,只,5盒+7,,,${NUMBER},\n医用防护服,件,,,,${NUMBER},\n合计,,182\n`);
    expect(chinese.kept).toEqual([]);
    expect(chinese.counted).toEqual([
      { item: ITEM("goggles"), quantity: { pieces: "175", packs: {} }, confirm: true, reason: SurplusReason.RETURNED },
      { item: ITEM("n95"), quantity: { pieces: "7", packs: { box: "5" } }, confirm: false, reason: undefined }]);
    expect([chinese.uncounted, chinese.drawn?.sequence]).toEqual([1, 57n]);
    expect(read("item\tcounted\tsurplus reason\nn95\t107\tunrecorded receipt\n").counted).toMatchObject([{ item: ITEM("n95"), reason: SurplusReason.UNRECORDED_RECEIPT }]);
    expect(read("品种,Counted\nn95 mask,1\n").counted).toHaveLength(1);
  });

  test.each([
    ["", ["1", "empty"]], ["名称,数量\n护目镜,1", ["1", "noCounted"]], ["实盘数\n1", ["1", "noItem"]], ["名称,实盘数,盘点数\n", ["C1", "headerTwice", "盘点数"]],
    ["名称,实盘数\n", ["1", "noRows"]], ["名称,实盘数\n,7", ["A2", "noName"]],
    ["名称,实盘数\n防护服,7", ["A2", "nearestItem", "防护服", "医用防护服"]], ["名称,实盘数\n酒精,7", ["A2", "noSuchItem", "酒精"]],
    ["名称,实盘数\n护目镜,1\n护目镜,2", ["3", "itemTwice", "护目镜", "2"]], ["名称,实盘数\n护目镜,约200", ["B2", "notQuantity", "约200", "1,200只"]],
    ["名称,实盘数\n护目镜,2.5", ["B2", "notWhole", "2.5"]], ["名称,实盘数\n护目镜,3盒", ["B2", "noSuchPack", "盒", "只"]],
    ["名称,实盘数,盘盈原因\n护目镜,3,其他", ["C2", "badReason", "其他"]], ["名称,实盘数,确认\n护目镜,3,大概", ["C2", "badYes", "大概"]],
    ["名称,实盘数,盘点表号\n护目镜,3,57", ["C2", "badNumber", "57"]], [`名称,实盘数,盘点表号\n护目镜,3,57-${"f".repeat(32)}`, ["C2", "oldNumber"]],
    [`名称,实盘数,盘点表号\n护目镜,3,${NUMBER}\n医用防护服,3,${NUMBER.replace("57", "56")}`, ["C3", "otherNumber"]],
  ])("says where it does not fit, and what would be right: %j", (text, finding) => expect(said(text)).toEqual([finding]));

  test("that was drawn here comes back filled in, as a workbook", async () => {
    const blank = blankTable(SHEET, "药房盘点");
    const at = blank.headings.indexOf("实盘数");
    const rows = blank.rows.map((row, nth) => row.map((cell, column) => (column === at && nth < 2 ? { number: "12" } : cell)));
    const table = await fileTable(workbook({ ...blank, rows }));
    expect(readCounts("rows" in table ? table.rows : [], SHEET)).toMatchObject({ kept: [], uncounted: 1, drawn: { sequence: 57n },
      counted: [{ item: ITEM("n95") }, { item: ITEM("coverall") }] });
    expect(blankTable({ ...SHEET, isBlind: true }, "x").headings).not.toContain("账面数");
  });

  test("is taken over line by line; what does not fit stays until it is filled in, also when the rest is recorded", () => {
    const draft = newCountDraft(SHEET);
    draft.lines[ITEM("n95")] = { ...emptyLine(), quantity: { pieces: "1", packs: {} } };
    const table = read(`名称,实盘数,盘点表号\nN95医用防护口罩,107,${NUMBER.replace("57", "40")}\n护目镜,多,\n酒精,7,\n`);
    expect(overwritten(draft, table)).toBe(1);
    const taken = takeOver(draft, table);
    expect(sheetOf(taken).drawnAt?.sequence).toBe(40n);
    expect(requestOf(taken, 0).items).toHaveLength(3);
    const recorded = create(CountSchema, { lines: SHEET.lines.map(({ item }) => ({ item, result: {} })) });
    const left = leftOver(taken, recorded, 5)!;
    expect(left.kept?.map((row) => row.row)).toEqual([3, 4]);
    expect(Object.keys(left.lines)).toEqual([ITEM("goggles")]);
    left.lines[ITEM("goggles")]!.quantity.pieces = "200";
    expect(keptOf(left).map((row) => row.row)).toEqual([4]);
    const last = leftOver(left, create(CountSchema, { lines: [{ item: ITEM("goggles"), result: {} }] }), 5)!;
    expect(last).toMatchObject({ lines: {}, kept: [{ row: 4 }] });
    expect(leftOver({ ...last, kept: [] }, create(CountSchema, {}), 5)).toBeUndefined();
  });
});
