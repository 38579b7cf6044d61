import { expect, test } from "vitest";
import { askedOf, isNow, NOW } from "./as_of.ts";

test("now asks for nothing", () => {
  expect(askedOf(NOW)).toBeUndefined();
  expect(isNow(NOW)).toBe(true);
});

test("each axis is asked for itself, the known one in the county's zone", () => {
  expect(askedOf({ day: "2026-11-30", known: "" })).toEqual({ effective: { case: "effectiveDate", value: { year: 2026, month: 11, day: 30 } } });
  expect(askedOf({ day: "", known: "1970-01-01T08:00" })).toEqual({ recorded: { case: "recordedTime", value: { seconds: 0n, nanos: 0 } } });
});

test("what is half typed asks for nothing", () => {
  expect(askedOf({ day: "2026-11", known: "2026-11-30" })).toBeUndefined();
});
