// How old each service's part of a picture is, in words.
import { PartStatus_State as State, type PartStatus } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Sight } from "../words/sight.ts";
import { fresh } from "../texts.ts";
import { partState } from "../words/texts.ts";

export interface PartAge {
  text: string;
  isOld: boolean;
}

/** Whether anything was recorded by then: before that, nothing is known. */
export function hasRecords(status: PartStatus | undefined): boolean {
  return (status?.dataTime?.seconds ?? 0n) > 0n;
}

/** `3 分钟前的数据`; of a service that is silent, since when. */
export function partAge(status: PartStatus | undefined, sight: Sight): PartAge {
  const state = status?.state ?? State.NEVER_SEEN;
  if (state === State.NEVER_SEEN || state === State.UNSPECIFIED) return { text: sight.say(partState[State.NEVER_SEEN]), isOld: true };
  if (!hasRecords(status)) return { text: sight.say(fresh.nothing), isOld: true };
  const asOf = sight.say(fresh.asOf, sight.age(status?.dataTime));
  if (state === State.FRESH) return { text: asOf, isOld: false };
  return { text: `${sight.say(partState[state])} · ${asOf} · ${sight.say(fresh.asked, sight.age(status?.feedTime))}`, isOld: true };
}
