// Who is ready: a row for each facility that something is asked of, the worst
// first, with the reasons in words.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { DimensionStanding_Contradiction, type DimensionStanding } from "$calls/headquarters/epiledger/command/v1/standing_pb";
import { ReportState, type ReportStatus } from "$calls/headquarters/epiledger/readiness/v1/readiness_pb";
import { Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { linkOf } from "$src/format/link.ts";
import { idOf } from "$src/names/resource.ts";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { readiness } from "../texts.ts";
import { reasonText } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";
import { contradiction, dimension, reportState, standing } from "../words/texts.ts";

export interface ReadyRow {
  facility: string;
  worst: Standing;
  /** Of its dimensions those that are not ready, the worst first. */
  lacking: DimensionStanding[];
  contradicted: DimensionStanding[];
  today: ReportStatus | undefined;
}

export const standingTones: Record<Standing, Tone> = {
  [Standing.UNSPECIFIED]: "care", [Standing.READY]: "good", [Standing.AT_RISK]: "care",
  [Standing.UNKNOWN]: "care", [Standing.NOT_READY]: "bad",
};

const REPORT_TONES: Record<ReportState, Tone> = {
  [ReportState.UNSPECIFIED]: "plain", [ReportState.ON_TIME]: "good", [ReportState.LATE]: "care",
  [ReportState.MISSING]: "bad", [ReportState.NOT_DUE]: "plain",
};

/** What the service says nothing of is not known; worse than at risk. */
function rankOf(state: Standing): number {
  return state === Standing.UNSPECIFIED ? Standing.UNKNOWN : state;
}

export function readyRows(picture: Overview): ReadyRow[] {
  const byFacility = new Map<string, DimensionStanding[]>();
  for (const one of picture.standings) byFacility.set(one.facility, [...(byFacility.get(one.facility) ?? []), one]);
  const today = new Map(picture.readiness?.summary?.facilities.map((one) => [one.facility, one.today]));
  const rows = [...byFacility].map(([facility, all]): ReadyRow => {
    const lacking = all.filter((one) => rankOf(one.standing) !== Standing.READY)
      .sort((a, b) => rankOf(b.standing) - rankOf(a.standing));
    return {
      facility, lacking, today: today.get(facility),
      worst: lacking[0] ? rankOf(lacking[0].standing) : Standing.READY,
      contradicted: all.filter((one) => one.contradiction !== DimensionStanding_Contradiction.UNSPECIFIED),
    };
  });
  return rows.sort((a, b) => b.worst - a.worst || b.lacking.length - a.lacking.length);
}

/** `药品物资 不达标：…；…`. */
export function standingText(one: DimensionStanding, sight: Sight): string {
  const shown = one.reasons.map((reason) => reasonText(reason, sight.names, sight.now, sight.language));
  const left = one.reasonCount - BigInt(one.reasons.length);
  if (left > 0n) shown.push(sight.say(readiness.more, left.toString()));
  const [colon, between] = sight.language === "zh" ? ["：", "；"] : [": ", "; "];
  const said = `${sight.say(dimension[one.dimension])}${sight.language === "zh" ? "" : " "}${sight.say(standing[one.standing])}`;
  return shown.length === 0 ? said : `${said}${colon}${shown.join(between)}`;
}

export function reportCell(status: ReportStatus | undefined, sight: Sight): Cell {
  if (!status) return { text: sight.say(reportState[ReportState.UNSPECIFIED]) };
  const cell: Cell = { text: sight.say(reportState[status.state]), tone: REPORT_TONES[status.state] };
  if (status.zero) cell.note = sight.say(readiness.zero);
  return cell;
}

export function readyColumns(sight: Sight): Column<ReadyRow>[] {
  return [
    { heading: sight.say(readiness.facility), of: (row) => sight.facility(row.facility) },
    { heading: sight.say(readiness.standing),
      of: (row) => ({ text: sight.say(standing[row.worst]), tone: standingTones[row.worst],
        link: linkOf({ parts: ["facility", idOf(row.facility)], marks: { part: "standings" } }) }) },
    { heading: sight.say(readiness.why), of: (row) => ({
      text: row.lacking.length === 0 ? sight.say(readiness.noReason)
        : row.lacking.map((one) => standingText(one, sight)).join("\n") }) },
    { heading: sight.say(readiness.self), of: (row) => ({
      text: row.contradicted.map((one) => `${sight.say(dimension[one.dimension])} ${sight.say(contradiction[one.contradiction])}`).join("\n") }) },
    { heading: sight.say(readiness.today), of: (row) => ({ ...reportCell(row.today, sight),
      link: linkOf({ parts: ["facility", idOf(row.facility)], marks: { part: "reports" } }) }) },
  ];
}
