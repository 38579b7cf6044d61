import { create, fromBinary } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, test } from "vitest";
import { CountKind, IfMoved } from "$calls/hospital/epiledger/supplies/v1/count_line_pb.ts";
import { CountSheetSchema } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { CountSchema, SurplusReason } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { CreateCountRequestSchema } from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import { AbsentReason } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { askedBack, leftOver, newCorrection, newCountDraft, requestOf, sheetOf, stateOf, type CountDraft }
  from "./count_draft.ts";

const STORE = "counties/990101/facilities/people-hospital/stores/pharmacy";
const ITEM = (id: string) => `counties/990101/items/${id}`;
const NOW = Date.UTC(2026, 10, 30, 10);

const SHEET = create(CountSheetSchema, {
  store: STORE, kind: CountKind.FULL, drawnAt: { book: "b", sequence: 7n },
  lines: ["alcohol", "coverall", "goggles"].map((id) => ({
    item: ITEM(id), displayName: id, baseUnit: "瓶", packs: id === "alcohol" ? [{ pack: "box", displayName: "箱", size: 20n }] : [],
    expected: 260n, lastCount: `${STORE}/counts/c-1`, lastTotal: 265n, lastCountTime: { seconds: 1000n, nanos: 5000 } })),
});

let draft: CountDraft;
beforeEach(() => { draft = newCountDraft(SHEET); });

const typed = (id: string) => draft.lines[ITEM(id)]!;
const line = (id: string) => SHEET.lines.find((one) => one.item === ITEM(id))!;
const asked = (of = draft) => fromBinary(CreateCountRequestSchema, requestOf(of, NOW).request);

describe("a count", () => {
  test("says of what is left empty that it was not counted, never that there is none", () => {
    typed("alcohol").quantity = { pieces: "5", packs: { box: "13" } };
    typed("coverall").quantity = { pieces: "0", packs: {} };
    const { count, requestId, parent } = asked();
    expect([requestId, parent]).toEqual([draft.requestId, STORE]);
    expect(count).toMatchObject({ kind: CountKind.FULL, drawnAt: { sequence: 7n }, countTime: { seconds: BigInt(NOW / 1000) } });
    expect(count?.lines[0]?.quantity).toMatchObject({ pieces: 5n, packs: [{ pack: "box", count: 13n }] });
    expect(count?.lines[1]?.quantity).toMatchObject({ pieces: 0n });
    expect(count?.lines[2]).toMatchObject({ absentReason: AbsentReason.NOT_ASKED });
    expect(count?.lines[2]?.quantity).toBeUndefined();
  });

  test("asks about an unusual figure before it is sent, and about no figure that is not there", () => {
    expect(stateOf(typed("goggles"), line("goggles"), false)).toBe("empty");
    typed("goggles").quantity.pieces = "2x";
    expect(stateOf(typed("goggles"), line("goggles"), false)).toBe("wrong");
    typed("goggles").quantity.pieces = "26";
    expect(stateOf(typed("goggles"), line("goggles"), false)).toBe("asks");
    expect(stateOf({ ...typed("goggles"), confirm: true }, line("goggles"), false)).toBe("ready");
    expect(stateOf(typed("goggles"), { ...line("goggles"), lastCount: "" }, false)).toBe("ready");
  });

  test("keeps the lines that came back, at the time of the count, under another id", () => {
    typed("alcohol").quantity.pieces = "265";
    typed("coverall").quantity.pieces = "900";
    const left = leftOver(draft, create(CountSchema, { lines: [
      { item: ITEM("alcohol"), result: {} },
      { item: ITEM("coverall"), result: { problems: [{ field: "confirm", reason: "CONFIRM_SURPLUS", figures: [{ name: "surplus", value: "640" }] }] } },
      { item: ITEM("goggles"), result: {} }] }), 1234)!;
    expect(left).toMatchObject({ countTime: 1234, posted: 2, isSent: false });
    expect(left.requestId).not.toBe(draft.requestId);
    expect(sheetOf(left).lines.map((one) => one.item)).toEqual([ITEM("coverall")]);
    expect(stateOf(left.lines[ITEM("coverall")]!, line("coverall"), false)).toBe("asks");
    left.lines[ITEM("coverall")]!.surplusReason = SurplusReason.UNRECORDED_RECEIPT;
    expect(stateOf(left.lines[ITEM("coverall")]!, line("coverall"), false)).toBe("ready");
    expect(asked(left).count).toMatchObject({ kind: CountKind.PARTIAL, countTime: { seconds: 1n, nanos: 234_000_000 } });
    expect(asked(left).count?.lines).toHaveLength(1);
  });

  test("of which every line was recorded leaves nothing", () => {
    expect(leftOver(draft, create(CountSchema, { lines: [{ item: ITEM("alcohol"), result: {} }] }), 1)).toBeUndefined();
  });

  test("that came back with questions alone has each at its line", () => {
    typed("coverall").quantity.pieces = "260";
    const { items } = requestOf(draft, NOW);
    const back = askedBack(draft, [{ field: "count.lines[1].if_moved", text: "moved" }, { field: "count.lines[9].confirm", text: "x" }], items);
    expect(back.lines[ITEM("coverall")]!.problems).toMatchObject([{ reason: "ASKED_MOVED", text: "moved" }]);
    back.lines[ITEM("coverall")]!.useMine = true;
    expect(asked(back).count?.lines[1]).toMatchObject({ ifMoved: IfMoved.USE_MY_COUNT });
  });

  test("that corrects another names it, and keeps its time to the microsecond", () => {
    const correction = newCorrection(SHEET, line("coverall"), "录入错误");
    correction.lines[ITEM("coverall")]!.quantity.pieces = "12";
    expect(stateOf(correction.lines[ITEM("coverall")]!, line("coverall"), true)).toBe("ready");
    const { count } = asked(correction);
    expect(count).toMatchObject({ supersedes: `${STORE}/counts/c-1`, reason: "录入错误", countTime: { seconds: 1000n, nanos: 5000 } });
    expect(count?.drawnAt).toBeUndefined();
    expect(count?.lines).toHaveLength(1);
  });
});
