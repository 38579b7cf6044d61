import { expect, test } from "vitest";
import { askedOf, isNow, momentSaid, NOW } from "./as_of.ts";

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

test("an address that garbles one axis asks for the other, and one that garbles both for now", () => {
  expect(momentSaid("2026-11-30", "8:00")).toEqual({ day: "2026-11-30", known: "" });
  expect(momentSaid("", "2026-11-30T08:00:30")).toEqual({ day: "", known: "2026-11-30T08:00:30" });
  expect(momentSaid("yesterday", "2026-02-30T08:00")).toBe(NOW);
});
