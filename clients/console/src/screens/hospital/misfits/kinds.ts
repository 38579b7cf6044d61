// What each kind of task means, and what to do about it.
import { Task_Kind } from "$calls/misfits/epiledger/supplies/v1/supplies_pb.ts";
import type { Text } from "$src/language/texts.ts";
import { words } from "./texts.ts";

export interface Meaning {
  what: Text;
  how: Text;
  /** Counting anew, or putting the last count right, may be what is needed. */
  asksToCount: boolean;
}

const { kinds, how } = words;

const MEANINGS: Partial<Record<Task_Kind, Meaning>> = {
  [Task_Kind.CONTRADICTED_COUNT]: { what: kinds.count, how: how.count, asksToCount: true },
  [Task_Kind.CONTRADICTED_RECEIPT]: { what: kinds.receipt, how: how.movement, asksToCount: true },
  [Task_Kind.CONTRADICTED_LOSS]: { what: kinds.loss, how: how.movement, asksToCount: true },
  [Task_Kind.CONTRADICTED_RETURN]: { what: kinds.bringBack, how: how.movement, asksToCount: true },
  [Task_Kind.CONTRADICTED_ARRIVAL]: { what: kinds.arrival, how: how.movement, asksToCount: true },
  [Task_Kind.LATE_SURPLUS]: { what: kinds.lateSurplus, how: how.surplus, asksToCount: true },
  [Task_Kind.UNEXPLAINED_SURPLUS]: { what: kinds.surplus, how: how.surplus, asksToCount: true },
  [Task_Kind.BROKEN_RESERVATION]: { what: kinds.reservation, how: how.reservation, asksToCount: false },
};

/** Also of a kind that this version does not know. */
export function meaningOf(kind: Task_Kind): Meaning {
  return MEANINGS[kind] ?? { what: kinds.other, how: how.movement, asksToCount: true };
}
