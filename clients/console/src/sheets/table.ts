// Table: the rows of a file or of pasted text, or why there are none.
import { parseCsv, type CsvRow } from "$src/format/csv.ts";
import { readXlsx } from "./xlsx.ts";
import { BrokenZip } from "./unzip.ts";

/** Why a file cannot be read: a quotation mark is never closed; a workbook that
 * is broken, or of before 2007. */
export type Unreadable = "open-quotes" | "broken-workbook" | "old-workbook";

export type Table = { rows: CsvRow[] } | { unreadable: Unreadable };

export function pastedTable(text: string): Table {
  const rows = parseCsv(text);
  return rows ? { rows } : { unreadable: "open-quotes" };
}

function begins(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}

/** UTF-8, or what spreadsheets here save otherwise. */
function decoded(bytes: Uint8Array): string {
  if (begins(bytes, 0xff, 0xfe)) return new TextDecoder("utf-16le").decode(bytes);
  if (begins(bytes, 0xfe, 0xff)) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("gb18030").decode(bytes);
  }
}

/** What a file of a person holds, by its bytes; its name may say anything. */
export async function fileTable(bytes: Uint8Array<ArrayBuffer>): Promise<Table> {
  if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0)) return { unreadable: "old-workbook" };
  if (!begins(bytes, 0x50, 0x4b)) return pastedTable(decoded(bytes));
  try {
    return { rows: await readXlsx(bytes) };
  } catch (thrown) {
    if (thrown instanceof BrokenZip) return { unreadable: "broken-workbook" };
    throw thrown;
  }
}
