// Stretch: the days that reports are looked at over, and what they come to for
// each facility. Pure.
import { ReportState, type ReportStatus } from "$calls/oversight/epiledger/readiness/v1/readiness_pb.ts";
import { addDays, dayOfIso, isoDay, millisOf, type Day } from "$src/format/day.ts";

/** Each day is a question of its own. */
export const MOST_DAYS = 31;
const USUAL_DAYS = 7;

export interface Stretch {
  from: Day;
  until: Day;
  /** More days were asked for: the last of them are looked at. */
  isCut: boolean;
}

/** What an address says of it; the week until `today` where it says nothing. */
export function stretchSaid(from: string, until: string, today: Day): Stretch {
  const typed = [dayOfIso(from), dayOfIso(until)];
  const last = typed[1] ?? today;
  const first = typed[0] ?? addDays(last, 1 - USUAL_DAYS);
  const [begin, end] = isoDay(first) <= isoDay(last) ? [first, last] : [last, first];
  const earliest = addDays(end, 1 - MOST_DAYS);
  const isCut = isoDay(begin) < isoDay(earliest);
  return { from: isCut ? earliest : begin, until: end, isCut };
}

/** The newest first. */
export function daysOf({ from, until }: Stretch): Day[] {
  const days: Day[] = [];
  for (let day = until; isoDay(day) >= isoDay(from); day = addDays(day, -1)) days.push(day);
  return days;
}

export interface Counts {
  expected: number;
  onTime: number;
  late: number;
  missing: number;
  corrected: number;
}

export interface Tally extends Counts {
  facility: string;
  displayName: string;
}

export function isCorrected({ revision }: ReportStatus): boolean {
  return revision > 1n;
}

/** Of those that were due by then, in milliseconds; corrected ones all the same. */
export function countsOf(statuses: readonly ReportStatus[], judged: number): Counts {
  const due = statuses.filter(({ dueTime }) => dueTime && millisOf(dueTime) <= judged);
  const of = (state: ReportState) => due.filter((one) => one.state === state).length;
  const [onTime, late, missing] = [of(ReportState.ON_TIME), of(ReportState.LATE), of(ReportState.MISSING)];
  return { expected: onTime + late + missing, onTime, late, missing, corrected: statuses.filter(isCorrected).length };
}

/** Those that are missing most first, then the latest, then by name. */
export function talliesOf(statuses: readonly ReportStatus[], judged: number): Tally[] {
  const ofFacility = new Map<string, ReportStatus[]>();
  for (const one of statuses) ofFacility.set(one.facility, [...(ofFacility.get(one.facility) ?? []), one]);
  const tallies = [...ofFacility].map(([facility, all]) => ({ facility, displayName: all[0]!.displayName, ...countsOf(all, judged) }));
  return tallies.sort((a, b) => b.missing - a.missing || b.late - a.late || b.corrected - a.corrected || a.displayName.localeCompare(b.displayName, "zh"));
}

export type Which = "trouble" | "late" | "missing" | "corrected" | "all";
export const WHICH: readonly Which[] = ["trouble", "late", "missing", "corrected", "all"];

/** Whether a report is among those that are asked for. */
export function isAsked(status: ReportStatus, which: Which): boolean {
  const isLate = status.state === ReportState.LATE, isMissing = status.state === ReportState.MISSING;
  switch (which) {
    case "late": return isLate;
    case "missing": return isMissing;
    case "corrected": return isCorrected(status);
    case "trouble": return isLate || isMissing || isCorrected(status);
    case "all": return true;
  }
}
