import { expect, test } from "vitest";
import { isLabelled, linePath, roundTop } from "./scale.ts";

test("an axis ends at a round number that nothing goes beyond", () => {
  expect([0, 1, 3, 19, 21, 4600, 99_999].map(roundTop)).toEqual([1, 1, 5, 20, 25, 5000, 100_000]);
});

test("what is not known is a gap and no line to nought", () => {
  expect(linePath([{ x: 1, y: 2 }, undefined, { x: 3, y: 4 }, { x: 5, y: 6 }])).toBe("M1.0 2.0M3.0 4.0L5.0 6.0");
});

test("the last day is always labelled, and labels have room", () => {
  const shown = Array.from({ length: 30 }, (_, at) => at).filter((at) => isLabelled(at, 30, 300, 50));
  expect(shown).toEqual([4, 9, 14, 19, 24, 29]);
});
