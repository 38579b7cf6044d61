// Hands a table to the browser as a spreadsheet named after it, to be saved.
import { workbook, WORKBOOK_TYPE, type SheetTable } from "$src/format/workbook.ts";
import { saveFile } from "./save.ts";

export function saveWorkbook(table: SheetTable): void {
  saveFile(`${table.title}.xlsx`, WORKBOOK_TYPE, workbook(table));
}
