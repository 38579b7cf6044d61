// Table: the rows of a file or of pasted text, or why there are none.
import { parseCsv, type CsvRow } from "$src/parts/csv.ts";

export type Unreadable = "open-quotes" | "broken-workbook" | "old-workbook";
export type Table = { rows: CsvRow[] } | { unreadable: Unreadable };

export function pastedTable(text: string): Table {
  const rows = parseCsv(text);
  return rows ? { rows } : { unreadable: "open-quotes" };
}

/** UTF-8, or what spreadsheets here save otherwise. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

export async function fileTable(bytes: Uint8Array<ArrayBuffer>): Promise<Table> {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return { unreadable: "old-workbook" };
  return bytes[0] === 0x50 && bytes[1] === 0x4b ? { unreadable: "broken-workbook" } : pastedTable(decoded(bytes));
}
