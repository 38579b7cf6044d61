// The past point that is asked about, as people type it, in the county's zone.
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { AsOfSchema } from "$calls/headquarters/epiledger/type/v1/as_of_pb";
import { timestampOf, timeTyped } from "$src/format/day.ts";

/** Milliseconds of `2026-11-30T08:00`; nothing where it is none, or ahead. */
export function momentOf(typed: string, now: number): number | undefined {
  const time = timeTyped(typed);
  return time !== undefined && time <= now ? time : undefined;
}

/** As a field of a question; none for now. */
export interface AskedAsOf {
  asOf?: MessageInitShape<typeof AsOfSchema>;
}

export function asOfMoment(moment: number | undefined): AskedAsOf {
  return moment === undefined ? {} : { asOf: { recorded: { case: "recordedTime", value: timestampOf(moment) } } };
}
