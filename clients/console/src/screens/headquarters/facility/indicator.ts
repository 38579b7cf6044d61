// What each facility last reported of one indicator: where a county's total
// came from, and how old each part of it is.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { FacilitySummary, IndicatorTotal } from "$calls/headquarters/epiledger/readiness/v1/summary_pb";
import type { Reading } from "$calls/headquarters/epiledger/type/v1/reading_pb";
import { link, linkOf } from "$src/format/link.ts";
import { idOf } from "$src/names/resource.ts";
import type { Cell, Column } from "$src/parts/sheet.ts";
import { readiness } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { absent } from "../words/texts.ts";
import { indicator } from "./texts.ts";

export interface ReadingRow {
  summary: FacilitySummary;
  reading: Reading | undefined;
}

/** `beds-occupied` of `beds_occupied`, as totals name what is built in. */
export function indicatorId(name: string): string {
  return idOf(name).replaceAll("_", "-");
}

export function indicatorLink(name: string): string {
  return link("indicator", indicatorId(name));
}

export function totalOf(picture: Overview, id: string): IndicatorTotal | undefined {
  return picture.readiness?.summary?.indicators.find((one) => indicatorId(one.indicator) === id);
}

/** Facilities whose newest report says something of it, and those of the same
 * kinds that never reported: of them it is not known. */
export function readingRows(picture: Overview, id: string): ReadingRow[] {
  const rows = (picture.readiness?.summary?.facilities ?? []).map((summary) => (
    { summary, said: summary.report?.readings.find((one) => indicatorId(one.indicator) === id) }));
  const kinds = new Set(rows.flatMap(({ summary, said }) => (said ? [summary.kind] : [])));
  return rows.filter(({ summary, said }) => said ?? (!summary.report && kinds.has(summary.kind)))
    .map(({ summary, said }) => ({ summary, reading: said?.reading }));
}

function valueCell({ summary, reading }: ReadingRow, sight: Sight): Cell {
  const said = reading?.reading;
  const cell: Cell = said?.case === "value" ? sight.figure(said.value)
    : { text: said?.case === "absentReason" ? sight.say(absent[said.value]) : sight.unknown, tone: "care" };
  if (!summary.report) cell.note = sight.say(indicator.never);
  else if (summary.isStale) cell.note = sight.say(indicator.stale);
  return cell;
}

export function readingColumns(sight: Sight): Column<ReadingRow>[] {
  return [
    { heading: sight.say(readiness.facility), of: ({ summary }) => ({ ...sight.facility(summary.facility),
      link: linkOf({ parts: ["facility", idOf(summary.facility)], marks: { part: "reports" } }) }) },
    { heading: sight.say(indicator.value), isFigure: true, of: (row) => valueCell(row, sight) },
    { heading: sight.say(indicator.date), of: ({ summary }) => ({ text: sight.day(summary.report?.reportDate) }) },
    { heading: sight.say(indicator.received), of: ({ summary }) => ({ text: sight.time(summary.report?.reviseTime ?? summary.report?.receiveTime),
      note: sight.age(summary.report?.reviseTime ?? summary.report?.receiveTime) }) },
  ];
}
