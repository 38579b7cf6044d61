import { Code } from "@connectrpc/connect";
import { describe, expect, test } from "vitest";
import type { Failure } from "$src/rpc/failure.ts";
import { afterCall, askedAgain, beforeCall, changed, isOpen, isOver, newEntry, type Entry, type EntryState } from "./entry.ts";

const BYTES = new Uint8Array([1]);
const OTHER = new Uint8Array([2]);

function failure(code: Code, reason: string, more: Partial<Failure> = {}): Failure {
  return { code, reason, text: "", metadata: {}, violations: [], ...more };
}
const NO_LINE = failure(Code.Unavailable, "");
const ASKED_BACK = failure(Code.FailedPrecondition, "CONFIRMATION_NEEDED", { metadata: { outcome: "undecided" } });
const REUSED = failure(Code.AlreadyExists, "REQUEST_ID_REUSED");

function after(before: EntryState, answer: Failure): Entry {
  const entry: Entry = { ...newEntry("id", "count", BYTES, null), state: before };
  return afterCall(beforeCall(entry), before, { failure: answer }, 1000);
}

describe("an entry", () => {
  test("is uncertain from before the call on, for a kill may come in between", () => {
    expect(beforeCall(newEntry("id", "count", BYTES, null)).state).toBe("uncertain");
  });
  test("is recorded by an answer, whatever went before", () => {
    expect(afterCall(beforeCall(newEntry("id", "count", BYTES, null)), "uncertain", { answer: OTHER }, 0))
      .toMatchObject({ state: "recorded", answer: OTHER });
  });
  test("is refused for good where the refusal has a receipt", () => {
    expect(after("waiting", failure(Code.FailedPrecondition, "STOCK_SHORT", { receipt: OTHER })).state).toBe("refused");
  });
  test("goes on being asked under its id where nobody knows", () => {
    for (const answer of [NO_LINE, failure(Code.Unavailable, "UNAVAILABLE", { metadata: { outcome: "unknown" } }),
      failure(Code.NotFound, ""), failure(Code.ResourceExhausted, "RESPONSE_TOO_LARGE")]) {
      expect(after("waiting", answer)).toMatchObject({ id: "id", request: BYTES, state: "uncertain" });
    }
  });
  test("waits where it surely was not decided and may be soon", () => {
    const busy = failure(Code.ResourceExhausted, "OVERLOADED", { retryAfterMs: 9000 });
    expect(after("waiting", busy)).toMatchObject({ state: "waiting", next: 10_000 });
    expect(after("uncertain", busy).state).toBe("uncertain");
    expect(after("waiting", failure(Code.Unauthenticated, "TOKEN_EXPIRED")).state).toBe("waiting");
  });
  test("comes back to the person with a question, and keeps its id", () => {
    const returned = after("waiting", ASKED_BACK);
    expect(returned).toMatchObject({ state: "returned" });
    expect(changed(returned, OTHER, null)).toMatchObject({ id: "id", request: OTHER, state: "waiting" });
  });
  test("that was changed after an uncertain call asks for the earlier one where that was recorded", () => {
    const again = changed(after("uncertain", ASKED_BACK), OTHER, null);
    expect(again).toMatchObject({ state: "uncertain", earlier: BYTES });
    expect(afterCall(beforeCall(again), "uncertain", { failure: REUSED }, 0))
      .toMatchObject({ state: "uncertain", request: BYTES });
  });
  test("is not over while an earlier call with its id may still be decided, and may be asked for", () => {
    expect(isOver(after("waiting", ASKED_BACK))).toBe(true);
    expect(isOver(after("uncertain", failure(Code.InvalidArgument, "REQUIRED")))).toBe(true);
    const returned = after("uncertain", ASKED_BACK);
    expect(isOver(returned)).toBe(false);
    const again = askedAgain(returned);
    expect(again).toMatchObject({ id: "id", state: "uncertain", request: BYTES, next: 0 });
    expect(isOver(again)).toBe(false);
    expect(isOver(afterCall(beforeCall(again), "uncertain", { answer: OTHER }, 0))).toBe(true);
  });
  test("pauses longer each time, and never over a minute", () => {
    let entry = newEntry("id", "count", BYTES, null);
    const pauses = Array.from({ length: 9 }, () => {
      entry = afterCall(beforeCall(entry), entry.state, { failure: NO_LINE }, 0);
      return entry.next;
    });
    expect(pauses.slice(0, 3)).toEqual([1000, 2000, 4000]);
    expect(pauses.at(-1)).toBe(60_000);
    expect(isOpen(entry)).toBe(true);
  });
});
