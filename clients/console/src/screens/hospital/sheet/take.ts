// Take: rows of a spreadsheet onto the count sheet that is open. Pure.
import { toBinary } from "@bufbuild/protobuf";
import { CountSheetSchema } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { SurplusReason } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { isEmpty } from "$src/format/quantity.ts";
import { emptyLine, sheetOf, type CountDraft } from "../count_draft.ts";
import type { CountTable } from "./reader.ts";

/** How many lines are typed already that the table says too. */
export function overwritten(draft: CountDraft, table: CountTable): number {
  return table.counted.filter(({ item }) => !isEmpty((draft.lines[item] ?? emptyLine()).quantity)).length;
}

/** The draft with what fits at its lines, and what does not beside them. Of two
 * sheets the one that was drawn first counts: whatever moved since asks. */
export function takeOver(draft: CountDraft, table: CountTable): CountDraft {
  const lines = { ...draft.lines };
  for (const { item, quantity, confirm, reason } of table.counted) {
    lines[item] = { ...emptyLine(), quantity, confirm, surplusReason: reason ?? SurplusReason.UNSPECIFIED };
  }
  const sheet = sheetOf(draft);
  const { drawn } = table;
  const drawnAt = sheet.drawnAt && drawn && drawn.sequence < sheet.drawnAt.sequence ? { ...sheet.drawnAt, sequence: drawn.sequence } : sheet.drawnAt;
  return { ...draft, lines, kept: table.kept, sheet: toBinary(CountSheetSchema, drawnAt ? { ...sheet, drawnAt } : sheet) };
}
