// Trend: what became of a stock over the last days, in few words and for a line.
import type { StockHistory_Day as Day } from "$calls/headquarters/epiledger/supplies/v1/need_pb";
import { grouped } from "$src/format/number.ts";
import { stock } from "../texts.ts";
import type { Sight } from "../words/sight.ts";

export const TREND_DAYS = 14;

export interface Trend {
  /** What was there at the end of each day; nobody knows of some. */
  points: readonly (number | undefined)[];
  unit: string;
}

export function trendOf(days: readonly Day[], unit: string): Trend {
  return { unit, points: days.map((day) => (day.closing === undefined ? undefined : Number(day.closing))) };
}

/** `14 天 ↓ 4,600 → 150 只`; a sign and the figures, never a line alone. */
export function trendText({ points, unit }: Trend, sight: Sight): string {
  const known = points.filter((point) => point !== undefined);
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return sight.unknown;
  const days = points.length - points.indexOf(first);
  const word = last < first ? stock.falls : last > first ? stock.rises : stock.stays;
  return sight.say(word, String(days), grouped(first), `${grouped(last)} ${unit}`);
}
