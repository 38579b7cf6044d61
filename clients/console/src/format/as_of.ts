// As of: the past point that a screen asks about, on both axes.
import { dayOfIso, timestampOf, timeTyped, type Day } from "./day.ts";

/** As it is typed; empty: now. */
export interface Moment {
  /** What was at the end of this day, `2026-11-30`. */
  day: string;
  /** What was known at this time in the county, `2026-11-30T08:00`. */
  known: string;
}

export const NOW: Moment = { day: "", known: "" };

/** What an address says of it; an axis that nobody could have typed is now. */
export function momentSaid(day: string, known: string): Moment {
  const said = { day: dayOfIso(day) ? day : "", known: knownTime(known) === undefined ? "" : known };
  return isNow(said) ? NOW : said;
}

/** Some browsers say the seconds as well. */
export function knownTime(known: string): number | undefined {
  return timeTyped(known.slice(0, "2026-11-30T08:00".length));
}

/** As the services are asked; nothing for now. */
export interface AskedMoment {
  effective?: { case: "effectiveDate"; value: Day };
  recorded?: { case: "recordedTime"; value: { seconds: bigint; nanos: number } };
}

export function isNow(moment: Moment): boolean {
  return moment.day === "" && moment.known === "";
}

export function askedOf(moment: Moment): AskedMoment | undefined {
  const day = dayOfIso(moment.day);
  const known = knownTime(moment.known);
  if (!day && known === undefined) return undefined;
  return {
    ...(day && { effective: { case: "effectiveDate", value: day } }),
    ...(known !== undefined && { recorded: { case: "recordedTime", value: timestampOf(known) } }),
  };
}

/** The same as a field of a request; none for now. */
export function asOfField(moment: Moment): { asOf?: AskedMoment } {
  const asOf = askedOf(moment);
  return asOf ? { asOf } : {};
}
