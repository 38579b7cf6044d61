import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { AllocationSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { moneyOf } from "$src/format/money.ts";
import { fitOf, narrower, roomFor } from "./room.ts";

const purpose = (id: string) => `counties/990101/purposes/${id}`;

function allocation(own: bigint, rest: bigint, ceilingLeft?: bigint) {
  return create(AllocationSchema, {
    purposes: [{ purpose: purpose("masks") }],
    balance: { purposes: [
      { purpose: purpose("masks"), available: moneyOf(own), ...(ceilingLeft !== undefined && { ceilingLeft: moneyOf(ceilingLeft) }) },
      { purpose: purpose("any"), available: moneyOf(rest) }] },
  });
}

describe("what an allocation has for a purpose", () => {
  test("is what is set aside and the undivided rest", () => {
    expect(roomFor(allocation(100n, 50n), purpose("masks"))).toEqual({ own: 100n, undivided: 50n, ceilingLeft: undefined, available: 150n });
  });
  test("is no more than its ceiling leaves", () => {
    expect(roomFor(allocation(100n, 50n, 120n), purpose("masks"))!.available).toBe(120n);
    expect(roomFor(allocation(100n, 50n, 200n), purpose("masks"))!.available).toBe(150n);
  });
  test("is nothing to speak of where it is not for the purpose, or told no figures", () => {
    expect(roomFor(allocation(100n, 50n), purpose("beds"))).toBeUndefined();
    expect(roomFor(create(AllocationSchema, { purposes: [{ purpose: purpose("masks") }] }), purpose("masks"))).toBeUndefined();
  });
  test("for an earlier day is what both days allow", () => {
    const [then, now] = [roomFor(allocation(300n, 0n), purpose("masks")), roomFor(allocation(100n, 0n), purpose("masks"))];
    expect(narrower(then, now)!.available).toBe(100n);
    expect(narrower(undefined, now)).toBeUndefined();
  });
});

describe("an amount beside what is available", () => {
  test.each([
    ["", { state: "nothing" }], ["0", { state: "not-an-amount" }], ["x", { state: "not-an-amount" }],
    ["1.00", { state: "fits", fen: 100n, left: 50n }], ["1.5", { state: "fits", fen: 150n, left: 0n }],
    ["1.51", { state: "too-much", fen: 151n, over: 1n }],
  ])("%s", (typed, fit) => expect(fitOf(typed, 150n)).toEqual(fit));
});
