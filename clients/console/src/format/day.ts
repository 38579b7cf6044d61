// Days and times in the county's zone, China's: +08:00 the year round.
import type { Language } from "$src/language/texts.ts";

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** As google.type.Date has it. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** `2026-11-30`, which sorts, and is the last part of a report's name. */
export function isoDay(day: Day): string {
  return `${String(day.year).padStart(4, "0")}-${pad(day.month)}-${pad(day.day)}`;
}

export function dayOfIso(iso: string): Day | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  return parts ? { year: Number(parts[1]), month: Number(parts[2]), day: Number(parts[3]) } : undefined;
}

/** The county's day at a time in milliseconds since 1970. */
export function dayAt(time: number): Day {
  const there = new Date(time + OFFSET_MS);
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
}

export function addDays(day: Day, days: number): Day {
  const there = new Date(Date.UTC(day.year, day.month - 1, day.day) + days * DAY_MS);
  return { year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() };
}

const ENGLISH_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `11月30日`, `30 Nov`; `今天`, `yesterday` beside today. */
export function dayText(day: Day, today: Day, language: Language): string {
  const iso = isoDay(day);
  if (iso === isoDay(today)) return language === "zh" ? "今天" : "today";
  if (iso === isoDay(addDays(today, -1))) return language === "zh" ? "昨天" : "yesterday";
  const year = day.year === today.year ? "" : String(day.year);
  return language === "zh"
    ? `${year === "" ? "" : `${year}年`}${day.month}月${day.day}日`
    : `${day.day} ${ENGLISH_MONTHS[day.month - 1]}${year === "" ? "" : ` ${year}`}`;
}

/** `2026年11月30日`, `30 Nov 2026`: whole, for what is decided on. */
export function dateText(day: Day, language: Language): string {
  return dayText(day, { year: 0, month: 0, day: 0 }, language);
}

/** `18:05`. */
export function clockText(time: number): string {
  const there = new Date(time + OFFSET_MS);
  return `${pad(there.getUTCHours())}:${pad(there.getUTCMinutes())}`;
}

/** `昨天 18:00`, `30 Nov 18:00`. */
export function timeText(time: number, now: number, language: Language): string {
  return `${dayText(dayAt(time), dayAt(now), language)} ${clockText(time)}`;
}

/** `2026-11-30T08:00`, as a field for a time has it. */
export function typedTime(time: number): string {
  return `${isoDay(dayAt(time))}T${clockText(time)}`;
}

/** The same the other way round, in milliseconds; nothing where it is none, or
 * its day is in no calendar. */
export function timeTyped(typed: string): number | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})$/.exec(typed);
  const day = parts && dayOfIso(parts[1]!);
  if (!day) return undefined;
  const time = Date.UTC(day.year, day.month - 1, day.day, Number(parts[2]), Number(parts[3])) - OFFSET_MS;
  return typedTime(time) === typed ? time : undefined;
}

/** Milliseconds of a Timestamp. */
export function millisOf(timestamp: { seconds: bigint; nanos: number }): number {
  return Number(timestamp.seconds) * 1000 + Math.floor(timestamp.nanos / 1e6);
}

/** A Timestamp of milliseconds. */
export function timestampOf(millis: number): { seconds: bigint; nanos: number } {
  return { seconds: BigInt(Math.floor(millis / 1000)), nanos: (millis % 1000) * 1_000_000 };
}
