// Blank: the count sheet as a spreadsheet to fill in. Pure.
import type { CountSheet } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { inPacks, inPieces } from "$src/format/quantity.ts";
import type { SheetTable } from "$src/format/workbook.ts";
import { HEADINGS, sheetNumberText } from "./columns.ts";

function figure(total: bigint | undefined): string | { number: string } {
  return total === undefined ? "" : { number: total.toString() };
}

/** With the books' figures where the sheet has them; in a sheet's own language,
 * whichever the person reads, as the command line draws it. */
export function blankTable(sheet: CountSheet, title: string): SheetTable {
  const hasBooks = !sheet.isBlind;
  const number = sheet.drawnAt ? sheetNumberText(sheet.drawnAt) : "";
  return {
    title,
    headings: [HEADINGS.name, HEADINGS.unit, HEADINGS.packs, ...(hasBooks ? [HEADINGS.expected, HEADINGS.last] : []),
      HEADINGS.counted, HEADINGS.reason, HEADINGS.confirm, HEADINGS.item, HEADINGS.number],
    rows: sheet.lines.map((line) => [
      line.displayName, line.baseUnit, line.packs.map((pack) => `${inPacks(pack.size, { ...line, packs: [pack] })}=${inPieces(pack.size, line)}`).join("、"),
      ...(hasBooks ? [figure(line.expected), figure(line.lastTotal)] : []),
      "", "", "", line.item.slice(line.item.lastIndexOf("/") + 1), number]),
  };
}
