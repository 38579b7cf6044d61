// The past point that is asked about, as people type it, in the county's zone.
import type { MessageInitShape } from "@bufbuild/protobuf";
import type { AsOfSchema } from "$calls/headquarters/epiledger/type/v1/as_of_pb";
import { clockText, dayAt, dayOfIso, isoDay, timestampOf } from "$src/format/day.ts";

const OFFSET_MS = 8 * 3_600_000;

/** Milliseconds of `2026-11-30T08:00`; nothing where it is none, or ahead. */
export function momentOf(typed: string, now: number): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(typed);
  const day = parts && dayOfIso(parts[1]!);
  if (!day) return undefined;
  const time = Date.UTC(day.year, day.month - 1, day.day, Number(parts[2]), Number(parts[3])) - OFFSET_MS;
  return typedMoment(time) === typed && time <= now ? time : undefined;
}

/** The same the other way round. */
export function typedMoment(time: number): string {
  return `${isoDay(dayAt(time))}T${clockText(time)}`;
}

/** As a question says it; nothing: now. */
export function asOfMoment(moment: number | undefined): MessageInitShape<typeof AsOfSchema> | undefined {
  return moment === undefined ? undefined : { recorded: { case: "recordedTime", value: timestampOf(moment) } };
}
