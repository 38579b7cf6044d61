import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { CreateCarryOverRequestSchema } from "$calls/finance/epiledger/funding/v1/carry_over_service_pb.ts";
import { Allocation_State as State, AllocationSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { moneyOf } from "$src/format/money.ts";
import { carryDay, carryRequest, carryTargets, FUND, isWholeCarry, leftOf, mayCarry, newCarryDraft, stopOf } from "./carry_draft.ts";

const of = (name: string, year: number, other: object = {}) => create(AllocationSchema, { name, fund: "f", recipient: "h", state: State.OPEN,
  purposes: [{ purpose: "p" }, { purpose: "q" }], effectiveDate: { year, month: 3, day: 1 }, ...other });
const OLD = of("a", 2026);
const left = (figures: object) => leftOf(of("a", 2026, { balance: figures }))!;

describe("what is left at the end of a year", () => {
  test("is carried once its year is over, from the first day of the next", () => {
    expect([mayCarry(OLD, "2026-12-31"), mayCarry(OLD, "2027-01-01"), mayCarry(of("a", 2026, { state: State.CARRIED_OVER }), "2027-01-01")]).toEqual([false, true, false]);
    expect(carryDay(OLD)).toBe("2027-01-01");
  });
  test("goes on where the same money goes to the same for the same", () => {
    const all = [OLD, of("b", 2027, { purposes: [{ purpose: "q" }, { purpose: "p" }] }), of("c", 2027, { fund: "g" }), of("d", 2027, { recipient: "i" }),
      of("e", 2027, { purposes: [{ purpose: "p" }] }), of("g", 2026), of("i", 2027, { state: State.CLOSED })];
    expect(carryTargets(OLD, all, "2027-01-01").map(({ name }) => name)).toEqual(["b"]);
  });
  test("is all but the cash, which is a part of it", () => {
    expect(left({ available: moneyOf(5_00n), held: moneyOf(2_00n), disbursed: moneyOf(1_00n) })).toMatchObject({ total: 7_00n, disbursed: 1_00n });
    expect(leftOf(OLD)).toBeUndefined();
  });
  test("is not carried while something stands in the way", () => {
    const available = moneyOf(5_00n);
    expect([stopOf(left({ available }), FUND), stopOf(left({ available, held: moneyOf(1n) }), FUND), stopOf(left({ available, disbursed: moneyOf(1n) }), FUND),
      stopOf(left({ available, held: moneyOf(1n) }), "b"), stopOf(left({ available: moneyOf(0n) }), "b"), stopOf(left({ available, frozen: moneyOf(1n) }), "b")])
      .toEqual([undefined, "open", "open", undefined, "nothing", "fast"]);
  });
});

describe("a carry-over that is typed", () => {
  const draft = { ...newCarryDraft("2027-01-01"), target: "b", approver: "s-9", reason: " 年终 " };
  test("needs its target, a day that has come, a reason, and somebody else who approved it", () => {
    expect([draft, { ...draft, target: "" }, { ...draft, day: "2027-03-01" }, { ...draft, reason: "" }, { ...draft, approver: "me" }]
      .map((one) => isWholeCarry(one, "me", "2027-02-01"))).toEqual([true, false, false, false, false]);
  });
  test("names no allocation where it goes back to the fund", () => {
    const asked = (target: string) => fromBinary(CreateCarryOverRequestSchema, carryRequest({ ...draft, target }, "a", "counties/c")).carryOver!;
    expect([asked("b").targetAllocation, asked(FUND).targetAllocation, asked("b").reason]).toEqual(["b", "", "年终"]);
  });
});
