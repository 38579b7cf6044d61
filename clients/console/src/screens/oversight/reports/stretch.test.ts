import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ReportState, ReportStatusSchema } from "$calls/oversight/epiledger/readiness/v1/readiness_pb.ts";
import { isoDay } from "$src/format/day.ts";
import { countsOf, daysOf, isAsked, MOST_DAYS, stretchSaid, talliesOf } from "./stretch.ts";

const TODAY = { year: 2026, month: 3, day: 2 };
const JUDGED = 1_795_996_800_000;
const told = (facility: string, state: ReportState, revision = 1n, due = 0) =>
  create(ReportStatusSchema, { facility, dueTime: { seconds: BigInt(JUDGED / 1000 + due) }, displayName: facility, state, revision: state === ReportState.MISSING ? 0n : revision });
const { ON_TIME, LATE, MISSING, NOT_DUE } = ReportState;

describe("the days that reports are looked at over", () => {
  const days = (from: string, until: string) => daysOf(stretchSaid(from, until, TODAY)).map(isoDay);
  test("are a week until today where nobody says others", () => {
    expect(days("", "")).toEqual(["2026-03-02", "2026-03-01", "2026-02-28", "2026-02-27", "2026-02-26", "2026-02-25", "2026-02-24"]);
  });
  test("are those that are said, also the wrong way round", () => {
    expect(days("2026-02-28", "2026-03-01")).toEqual(["2026-03-01", "2026-02-28"]);
    expect(days("2026-03-01", "2026-02-28")).toEqual(["2026-03-01", "2026-02-28"]);
    expect(days("2026-02-30x", "2026-02-01")).toHaveLength(7);
  });
  test("are the last of them where they are too many, and it is told", () => {
    const stretch = stretchSaid("2025-01-01", "2026-03-02", TODAY);
    expect([stretch.isCut, daysOf(stretch).length]).toEqual([true, MOST_DAYS]);
    expect(stretchSaid("2026-01-31", "2026-03-02", TODAY).isCut).toBe(false);
  });
});

describe("reports by facility", () => {
  const all = [told("甲", ON_TIME), told("甲", ON_TIME, 3n), told("乙", LATE), told("丙", MISSING), told("丙", LATE, 2n), told("丁", NOT_DUE)];
  test("say of how many were due what became of them, those that lack most first", () => {
    expect(talliesOf(all, JUDGED).map(({ displayName, expected, onTime, late, missing, corrected }) => [displayName, expected, onTime, late, missing, corrected])).toEqual([
      ["丙", 2, 0, 1, 1, 1], ["乙", 1, 0, 1, 0, 0], ["甲", 2, 2, 0, 0, 1], ["丁", 0, 0, 0, 0, 0]]);
  });
  test("come to the county's", () => {
    expect(countsOf(all, JUDGED)).toEqual({ expected: 5, onTime: 2, late: 2, missing: 1, corrected: 2 });
  });
  test("count what was filed ahead of its due time when it is due", () => {
    expect(countsOf([told("甲", ON_TIME, 2n, 60)], JUDGED)).toEqual({ expected: 0, onTime: 0, late: 0, missing: 0, corrected: 1 });
  });
  test("are found by what was wrong with them", () => {
    const found = (which: Parameters<typeof isAsked>[1]) => all.filter((one) => isAsked(one, which)).length;
    expect([found("late"), found("missing"), found("corrected"), found("trouble"), found("all")]).toEqual([2, 1, 2, 4, 6]);
  });
});
