// What waits for somebody: overdue reports, findings, requests for goods.
import { Finding_Severity, Finding_State } from "$calls/headquarters/epiledger/readiness/v1/finding_pb";
import type { OpenFinding } from "$calls/headquarters/epiledger/readiness/v1/open_finding_pb";
import type { OverdueReport } from "$calls/headquarters/epiledger/readiness/v1/summary_pb";
import type { Requisition } from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import { link, linkOf } from "$src/format/link.ts";
import { dayAt, isoDay } from "$src/format/day.ts";
import { grouped } from "$src/format/number.ts";
import { facilityOf, idOf } from "$src/names/resource.ts";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { finding, overdue, readiness, request } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { findingState, severity } from "../words/texts.ts";

/** The part of a facility's screen where it came from. */
function partLink(facility: string, part: "reports" | "findings"): string {
  return linkOf({ parts: ["facility", idOf(facility)], marks: { part } });
}

export function overdueColumns(sight: Sight): Column<OverdueReport>[] {
  return [
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(one.facility) },
    { heading: sight.say(overdue.from), of: (one) => ({ text: sight.day(one.missingFrom), link: partLink(one.facility, "reports"),
      note: sight.say(overdue.days, one.missingDays.toString()) }) },
    { heading: sight.say(overdue.since), of: (one) => ({ text: sight.time(one.overdueSince), note: sight.age(one.overdueSince) }) },
    { heading: sight.say(overdue.who), of: (one) => sight.contact(one.contact) },
  ];
}

const SEVERITY_TONES: Record<Finding_Severity, Tone> = {
  [Finding_Severity.UNSPECIFIED]: "care", [Finding_Severity.MINOR]: "plain",
  [Finding_Severity.MAJOR]: "care", [Finding_Severity.CRITICAL]: "bad",
};

/** What a finding's row is made of: also without a contact. */
export type FindingRow = Pick<OpenFinding, "facility" | "finding" | "contact">;

export function dueCell(one: FindingRow, sight: Sight): Cell {
  const cell: Cell = { text: sight.day(one.finding?.dueDate) };
  const late = one.finding?.overdueDays ?? 0n;
  if (late > 0n && one.finding?.state === Finding_State.OPEN) cell.note = sight.say(finding.late, grouped(late));
  return cell;
}

export function findingColumns(sight: Sight): Column<FindingRow>[] {
  const severityOf = (one: FindingRow) => one.finding?.severity ?? Finding_Severity.UNSPECIFIED;
  return [
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(one.facility) },
    { heading: sight.say(finding.what), of: (one) => ({ text: one.finding?.description ?? "", link: partLink(one.facility, "findings") }) },
    { heading: sight.say(finding.severity),
      of: (one) => ({ text: sight.say(severity[severityOf(one)]), tone: SEVERITY_TONES[severityOf(one)] }) },
    { heading: sight.say(finding.state), of: (one) => ({ text: sight.say(findingState[one.finding?.state ?? Finding_State.UNSPECIFIED]) }) },
    { heading: sight.say(finding.found), of: (one) => ({ text: sight.day(one.finding?.foundDate) }) },
    { heading: sight.say(finding.due), of: (one) => dueCell(one, sight) },
    { heading: sight.say(finding.ask), of: (one) => sight.contact(one.contact) },
  ];
}

function goodsText(one: Requisition, sight: Sight): string {
  return one.lines.map((line) => {
    const { name, unit } = sight.names.item(line.item);
    return `${name} ${grouped(line.total)} ${unit}`;
  }).join(sight.language === "zh" ? "、" : ", ");
}

/** The screen on which a request is answered. */
export function requestLink(name: string): string {
  return link("requests", idOf(facilityOf(name)), idOf(name));
}

export function wantedCell(one: Requisition, sight: Sight): Cell {
  if (!one.wantedBy) return { text: sight.say(request.soon) };
  const cell: Cell = { text: sight.day(one.wantedBy) };
  if (isoDay(one.wantedBy) < isoDay(dayAt(sight.now))) cell.note = sight.say(request.past);
  return cell;
}

export function waitsCell(one: Requisition, sight: Sight): Cell {
  return { text: one.ageDays === undefined ? sight.unknown : sight.say(request.days, grouped(one.ageDays)), note: sight.time(one.createTime) };
}

export function requestColumns(sight: Sight): Column<Requisition>[] {
  return [
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(facilityOf(one.name)) },
    { heading: sight.say(request.goods), of: (one) => ({ text: goodsText(one, sight), link: requestLink(one.name) }) },
    { heading: sight.say(request.reason), of: (one) => ({ text: one.reason }) },
    { heading: sight.say(request.wanted), of: (one) => wantedCell(one, sight) },
    { heading: sight.say(request.waits), isFigure: true, of: (one) => waitsCell(one, sight) },
  ];
}
