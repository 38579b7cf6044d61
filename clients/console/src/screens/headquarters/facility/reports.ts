// Daily reports of a facility, the newest first.
import type { Report } from "$calls/headquarters/epiledger/readiness/v1/readiness_pb";
import { ReportState } from "$calls/headquarters/epiledger/readiness/v1/readiness_pb";
import type { Reading } from "$calls/headquarters/epiledger/type/v1/reading_pb";
import { grouped } from "$src/format/number.ts";
import type { Cell, Column } from "$src/parts/sheet.ts";
import { readiness } from "../texts.ts";
import { indicatorText } from "../words/names.ts";
import type { Sight } from "../words/sight.ts";
import { absent, inPlace, places, reportState } from "../words/texts.ts";
import { facility } from "./texts.ts";

function readingText(reading: Reading | undefined, sight: Sight): string {
  if (reading?.reading.case === "value") return grouped(reading.reading.value);
  return reading?.reading.case === "absentReason" ? sight.say(absent[reading.reading.value]) : sight.unknown;
}

/** What it says, in one line a figure. */
export function reportText(report: Report, sight: Sight): string {
  if (report.content.case === "zeroReport") return sight.say(readiness.zero);
  const figures = report.readings.map((one) =>
    `${indicatorText(one.indicator, sight.language)} ${readingText(one.reading, sight)}`);
  const four = report.fourInPlace ?? (report.content.case === "figures" ? report.content.value.fourInPlace : undefined);
  for (const [place, word] of Object.entries(places)) {
    const said = four?.[place as "duty"];
    if (said?.answer.case === "state") {
      figures.push(`${sight.say(word)} ${sight.say(inPlace[said.answer.value])}${said.note === "" ? "" : `（${said.note}）`}`);
    }
  }
  return figures.join(sight.language === "zh" ? "、" : ", ");
}

function stateCell(report: Report, sight: Sight): Cell {
  const cell: Cell = { text: sight.say(reportState[report.state]), tone: report.state === ReportState.LATE ? "care" : "good" };
  if (report.revision > 1n) {
    cell.note = `${sight.say(facility.corrected, (report.revision - 1n).toString())}\n${sight.say(facility.why, report.correctionReason)}`;
  }
  return cell;
}

export function reportColumns(sight: Sight): Column<Report>[] {
  return [
    { heading: sight.say(facility.date), of: (report) => ({ text: sight.day(report.reportDate) }) },
    { heading: sight.say(facility.state), of: (report) => stateCell(report, sight) },
    { heading: sight.say(facility.received), of: (report) => ({ text: sight.time(report.receiveTime) }) },
    { heading: sight.say(facility.says), of: (report) => ({ text: reportText(report, sight) }) },
  ];
}
