// Result: what became of a sheet that was sent. Pure.
import { fromBinary } from "@bufbuild/protobuf";
import type { Entry } from "$src/outbox/entry.ts";
import { failureOfStatus, type Failure } from "$src/rpc/failure.ts";
import { BATCHES, requestIdsOf, type EntryKind } from "./kinds.ts";
import type { Attempts } from "./request.ts";

export interface SheetResult {
  recorded: number;
  waiting: number;
  /** Of records that stood in the way; `at` counts from 0. */
  refused: { at: number; failure: Failure }[];
}

interface Answer {
  results: { outcome: { case: "response"; value: { proposal?: object } } | { case: "error"; value: Parameters<typeof failureOfStatus>[0] } | { case: undefined } }[];
}

export function resultOf(entry: Entry): SheetResult {
  const result: SheetResult = { recorded: 0, waiting: 0, refused: [] };
  const { results } = fromBinary(BATCHES[entry.kind as EntryKind].response, entry.answer!) as unknown as Answer;
  results.forEach(({ outcome }, at) => {
    if (outcome.case === "response") {
      if (outcome.value.proposal) result.waiting++;
      else result.recorded++;
    } else if (outcome.case === "error") {
      const failure = failureOfStatus(outcome.value);
      // The others only fell with it.
      if (failure.reason !== "BATCH_REFUSED") result.refused.push({ at, failure });
    }
  });
  return result;
}

/** With the rows that this entry was refused for, so that they get other ids. */
export function attemptsAfter(attempts: Attempts, entry: Entry): Attempts {
  const ids = requestIdsOf(entry.kind as EntryKind, entry.request);
  const next = { ...attempts };
  for (const { at, failure } of resultOf(entry).refused) {
    if (!failure.receipt) continue;
    const [, id, attempt] = /^(import-[0-9a-f]{32})(?:-(\d+))?$/.exec(ids[at]!)!;
    next[id!] = Math.max(next[id!] ?? 0, Number(attempt ?? 1));
  }
  return next;
}
