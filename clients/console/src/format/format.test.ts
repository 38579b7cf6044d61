import { describe, expect, test } from "vitest";
import { ageText } from "./age.ts";
import { addDays, dayAt, dayOfIso, dayText, isoDay, millisOf, timestampOf, timeText } from "./day.ts";
import { fenOf, yuan } from "./money.ts";
import { grouped, wholeNumber } from "./number.ts";
import { inPacks, isBigChange, isEmpty, totalOf, typedOf } from "./quantity.ts";

const ALCOHOL = { baseUnit: "瓶", packs: [{ pack: "box", displayName: "箱", size: 20n }] };
const CAP = { baseUnit: "个", packs: [{ pack: "pack", displayName: "包", size: 100n }, { pack: "box", displayName: "箱", size: 2000n }] };

describe("numbers", () => {
  test("are grouped by thousands", () => {
    expect([0n, 999n, 1000n, 1234567n].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567"]);
  });
  test("are read in half and full width, and nothing else is a number", () => {
    expect(wholeNumber(" １２０ ")).toBe(120n);
    expect(wholeNumber("1,200")).toBe(1200n);
    for (const typed of ["", "-1", "1.5", "1,20", "12a", "1e3", "99999999999"]) expect(wholeNumber(typed)).toBeUndefined();
  });
});

describe("money", () => {
  test("is shown to the fen", () => {
    expect([0n, 5n, 12345678950n, -100n].map(yuan)).toEqual(["0.00", "0.05", "123,456,789.50", "-1.00"]);
  });
  test("comes in units and nanos", () => {
    expect(fenOf({ units: 12n, nanos: 340_000_000 })).toBe(1234n);
  });
});

describe("quantities", () => {
  test("are shown in packs, the largest first", () => {
    expect(inPacks(265n, ALCOHOL)).toBe("13箱5瓶");
    expect(inPacks(260n, ALCOHOL)).toBe("13箱");
    expect(inPacks(0n, ALCOHOL)).toBe("0瓶");
    expect(inPacks(4301n, CAP)).toBe("2箱3包1个");
    expect(inPacks(-25n, ALCOHOL)).toBe("-1箱5瓶");
  });
  test("typed in packs and pieces add up", () => {
    expect(totalOf({ pieces: "5", packs: { box: "13" } }, ALCOHOL)).toBe(265n);
    expect(totalOf({ pieces: "", packs: { box: "13" } }, ALCOHOL)).toBe(260n);
    expect(totalOf({ pieces: "x", packs: { box: "13" } }, ALCOHOL)).toBeUndefined();
  });
  test("typed anew say what they said", () => {
    for (let total = 0n; total < 5000n; total += 7n) expect(totalOf(typedOf(total, CAP), CAP)).toBe(total);
  });
  test("nothing typed is not zero", () => {
    expect(isEmpty({ pieces: " ", packs: { box: "" } })).toBe(true);
    expect(isEmpty({ pieces: "0", packs: {} })).toBe(false);
  });
  test("that change more than five times are unusual, nothing standing for one", () => {
    expect(isBigChange(100n, 500n)).toBe(false);
    expect(isBigChange(100n, 501n)).toBe(true);
    expect(isBigChange(0n, 5n)).toBe(false);
    expect(isBigChange(6n, 0n)).toBe(true);
  });
});

describe("days", () => {
  const noon = Date.UTC(2026, 10, 30, 4);
  test("are the county's, eight hours ahead", () => {
    expect(isoDay(dayAt(Date.UTC(2026, 10, 29, 16)))).toBe("2026-11-30");
    expect(isoDay(dayAt(Date.UTC(2026, 10, 29, 15, 59)))).toBe("2026-11-29");
    expect(timeText(noon, noon, "zh")).toBe("今天 12:00");
  });
  test("are said as people say them", () => {
    const today = dayAt(noon);
    expect(dayText(addDays(today, -1), today, "en")).toBe("yesterday");
    expect(dayText({ year: 2026, month: 3, day: 1 }, today, "zh")).toBe("3月1日");
    expect(dayText({ year: 2025, month: 12, day: 31 }, today, "en")).toBe("31 Dec 2025");
  });
  test("are read from an address", () => {
    expect(dayOfIso("2026-02-28")).toEqual({ year: 2026, month: 2, day: 28 });
    expect(dayOfIso("today")).toBeUndefined();
  });
  test("pass through timestamps unchanged", () => {
    expect(millisOf(timestampOf(noon + 7))).toBe(noon + 7);
  });
});

test("ages are told in the largest unit that fits", () => {
  const hours = (count: number) => ageText(0, count * 3_600_000, "en");
  expect([hours(0), hours(0.5), hours(3.9), hours(24), hours(60)])
    .toEqual(["just now", "30 min ago", "3 h ago", "1 day ago", "2 days ago"]);
  expect(ageText(0, 3_600_000, "zh")).toBe("1 小时前");
});
