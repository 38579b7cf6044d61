// Entry: one write of a person, from the moment it is kept on the device until
// its outcome is known. Pure functions: what each answer makes of it.
//
// The request id is in the bytes before anything is sent, and stays: the
// services decide an id once, so what is uncertain is asked by sending the
// same again. Changed after a question back, an entry keeps its id too: should
// an earlier call with it still be on its way, one of the two is recorded.
import type { Failure } from "$src/rpc/failure.ts";
import { isSignedOut } from "$src/rpc/failure.ts";
import { isWorthRetrying, judge, settlesEarlierCalls } from "$src/rpc/verdict.ts";

export type EntryState =
  /** Kept; no call with it can have been decided. */
  | "waiting"
  /** A call left, and no answer says what became of it. */
  | "uncertain"
  /** Recorded. */
  | "recorded"
  /** Refused by a rule, for ever under this id. */
  | "refused"
  /** Not recorded; the person must look at it. */
  | "returned";

export interface Entry {
  /** The request id. */
  id: string;
  /** Which writer sends it: `count`, `report`, …. */
  kind: string;
  /** The request with its id, serialised. */
  request: Uint8Array;
  /** What it is about, for the writer and for the list of what waits. */
  about: unknown;
  state: EntryState;
  /** Calls made. */
  tries: number;
  /** Not before this time, in milliseconds since 1970. */
  next: number;
  /** What an uncertain call carried before the person changed it. */
  earlier?: Uint8Array;
  /** The answer, serialised, once it is recorded. */
  answer?: Uint8Array;
  /** What the last call ended with, unless it went well. */
  failure?: Failure;
}

export type Answer = { answer: Uint8Array } | { failure: Failure };

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export function newEntry(id: string, kind: string, request: Uint8Array, about: unknown): Entry {
  return { id, kind, request, about, state: "waiting", tries: 0, next: 0 };
}

/** Whether it is still to be sent. */
export function isOpen(entry: Entry): boolean {
  return entry.state === "waiting" || entry.state === "uncertain";
}

/** Whether its outcome is known for good: what came back while an earlier call
 * with its id is uncertain may have been recorded all the same. */
export function isOver(entry: Entry): boolean {
  return !isOpen(entry) && !(entry.state === "returned" && entry.earlier);
}

/** As it must be kept before a call is made: from then on a call may be decided
 * that nobody hears of. */
export function beforeCall(entry: Entry): Entry {
  return { ...entry, state: "uncertain", tries: entry.tries + 1 };
}

function later(entry: Entry, state: EntryState, failure: Failure, now: number): Entry {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(entry.tries - 1, 10), LONGEST_PAUSE_MS);
  return { ...entry, state, failure, next: now + Math.max(pause, failure.retryAfterMs ?? 0) };
}

/** What an answer makes of it. `before` is the state it had before the call. */
export function afterCall(entry: Entry, before: EntryState, answer: Answer, now: number): Entry {
  if ("answer" in answer) {
    const { failure: _, earlier: __, ...rest } = entry;
    return { ...rest, state: "recorded", answer: answer.answer };
  }
  const { failure } = answer;
  const verdict = judge(failure);
  if (verdict === "refused") return { ...entry, state: "refused", failure };
  if (verdict === "unknown") return later(entry, "uncertain", failure, now);
  // Not decided by this call; an earlier one may have been.
  if (isWorthRetrying(failure) || isSignedOut(failure)) return later(entry, before, failure, now);
  if (failure.reason === "REQUEST_ID_REUSED" && entry.earlier) {
    // What was sent before the change was recorded after all: ask for that.
    const { earlier, ...rest } = entry;
    return { ...rest, request: earlier, state: "uncertain", failure, next: now };
  }
  const returned: Entry = { ...entry, state: "returned", failure };
  if (before === "uncertain" && !settlesEarlierCalls(failure)) returned.earlier = entry.earlier ?? entry.request;
  return returned;
}

/** The same write as the person changed it after it came back. */
export function changed(entry: Entry, request: Uint8Array, about: unknown): Entry {
  if (entry.state !== "returned") throw new Error(`an entry that is ${entry.state} cannot be changed`);
  const { failure: _, ...rest } = entry;
  return { ...rest, request, about, state: entry.earlier ? "uncertain" : "waiting", next: 0 };
}

/** Asks for what an earlier call carried, under the id of both. */
export function askedAgain(entry: Entry): Entry {
  const { earlier, failure: _, ...rest } = entry;
  if (entry.state !== "returned" || !earlier) throw new Error("nothing of it is uncertain");
  return { ...rest, request: earlier, state: "uncertain", next: 0 };
}
