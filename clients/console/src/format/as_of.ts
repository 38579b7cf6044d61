// As of: the past point that a screen asks about, on both axes.
import { dayOfIso, timestampOf, type Day } from "./day.ts";

/** As it is typed; empty: now. */
export interface Moment {
  /** What was at the end of this day, `2026-11-30`. */
  day: string;
  /** What was known at this time in the county, `2026-11-30T08:00`. */
  known: string;
}

export const NOW: Moment = { day: "", known: "" };

/** As the services are asked; nothing for now. */
export interface AskedMoment {
  effective?: { case: "effectiveDate"; value: Day };
  recorded?: { case: "recordedTime"; value: { seconds: bigint; nanos: number } };
}

export function isNow(moment: Moment): boolean {
  return moment.day === "" && moment.known === "";
}

/** Milliseconds of `2026-11-30T08:00` in the county; nothing where it is none. */
export function knownMillis(known: string): number | undefined {
  const millis = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(known) ? Date.parse(`${known.slice(0, 16)}:00+08:00`) : Number.NaN;
  return Number.isNaN(millis) ? undefined : millis;
}

export function askedOf(moment: Moment): AskedMoment | undefined {
  const day = dayOfIso(moment.day);
  const known = knownMillis(moment.known);
  if (!day && known === undefined) return undefined;
  return {
    ...(day && { effective: { case: "effectiveDate", value: day } }),
    ...(known !== undefined && { recorded: { case: "recordedTime", value: timestampOf(known) } }),
  };
}
