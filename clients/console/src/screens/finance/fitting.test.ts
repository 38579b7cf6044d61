import { beforeAll, describe, expect, test, vi } from "vitest";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import type { Failure } from "$src/rpc/failure.ts";
import type { About, Kind } from "./writers.ts";

let fitting: typeof import("./fitting.ts");
beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  fitting = await import("./fitting.ts");
});

const ABOUT: About = { key: "k", draft: "d", title: "t", screen: [] };
const typed = { requestId: "1", isSent: false, problem: "", amount: "9", lines: [{ amount: "1" }, { amount: "2" }] } as DraftContent;

function offered(kind: Kind, reason: string, metadata: Record<string, string>, about: Partial<About> = {}): unknown[] {
  const failure: Failure = { code: 9, reason, text: "", metadata, violations: [] };
  return fitting.offersOf(kind, failure, { ...ABOUT, ...about }).map((offer) => offer.change(typed));
}

describe("what would fit in place of what was refused", () => {
  test("of one amount is what is left", () => {
    expect(offered("payment", "OVERSPENT", { available: "125000" })).toEqual([{ ...typed, amount: "1,250.00" }]);
    expect(offered("refund", "OVER_REFUNDED", { available: "0" })).toEqual([]);
    expect(offered("payment", "INVOICE_PAID_TWICE", {})).toEqual([]);
  });
  test("of an order is what is left for the line that found too little", () => {
    expect(offered("order", "OVERCOMMITTED", { available: "300", line: "2" })).toEqual([{ ...typed, lines: [{ amount: "1" }, { amount: "3.00" }] }]);
  });
  test("of a document is what its fund has, where one line alone takes of it", () => {
    const funds = ["counties/990101/funds/central", "counties/990101/funds/county"];
    expect(offered("document", "FUND_OVERDRAWN", { available: "500", fund: "counties/990101/funds/county" }, { funds }))
      .toEqual([{ ...typed, lines: [{ amount: "1" }, { amount: "5.00" }] }]);
    expect(offered("document", "FUND_OVERDRAWN", { available: "500", fund: "county" }, { funds: [funds[1]!, funds[1]!] })).toEqual([]);
  });
  test("of goods that have not arrived is to pay ahead of them", () => {
    expect(offered("order-payment", "OVER_ACCRUED", { available: "0" })).toEqual([{ ...typed, isPrepayment: true }]);
  });
});

test("what rests on a mistake is told, the last one first", () => {
  const failure: Failure = { code: 9, reason: "LATER_ENTRIES_DEPEND", text: "", violations: [],
    metadata: { sequence: "23", entry_1: "41", resource_1: "a", entry_3: "52", resource_3: "b" } };
  expect(fitting.restingOn(failure)).toEqual([{ number: "52", name: "b" }, { number: "41", name: "a" }]);
  expect(fitting.restingOn({ ...failure, reason: "ALREADY_REVERSED" })).toEqual([]);
});

test("another source is wanted where money is short, not where an invoice was paid", () => {
  const short: Failure = { code: 9, reason: "OVER_HELD", text: "", metadata: { available: "1", needed: "20" }, violations: [] };
  expect(fitting.wantedOf(short, { ...ABOUT, allocation: "a", purpose: "p" })).toEqual({ allocation: "a", purpose: "p", needed: 20n });
  expect(fitting.wantedOf({ ...short, metadata: {} }, { ...ABOUT, allocation: "a", purpose: "p" })).toBeUndefined();
});
