// Sheet: a table described by its columns, so that what a screen shows, prints
// and saves as a spreadsheet is the same.
import { yuan } from "$src/format/money.ts";
import { grouped } from "$src/format/number.ts";
import type { SheetCell, SheetTable } from "$src/format/workbook.ts";

export type Tone = "plain" | "good" | "care" | "bad";

/** What stands in one cell. */
export interface Cell {
  text: string;
  /** The same as a number with all its digits, for a spreadsheet. */
  number?: string;
  /** Where it comes from. */
  link?: string;
  /** A word with a colour, never a colour alone. */
  tone?: Tone;
  /** Beneath it, smaller: how old it is, over how many. */
  note?: string;
}

export interface Column<Row> {
  heading: string;
  isFigure?: boolean;
  of(row: Row): Cell;
}

/** Figures with what they are counted in. */
export function count(value: bigint | number | undefined, unit: string, unknown: string): Cell {
  return value === undefined ? { text: unknown, tone: "care" }
    : { text: `${grouped(value)}${unit === "" ? "" : ` ${unit}`}`, number: value.toString() };
}

export function money(fen: bigint): Cell {
  const text = yuan(fen);
  return { text, number: text.replaceAll(",", "") };
}

/** The same for a spreadsheet. Figures stay figures; what is said beneath them
 * has a column of its own. */
export function tableOf<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[], notes: string): SheetTable {
  const parts = columns.map((column) => {
    const cells = rows.map((row) => column.of(row));
    const values = cells.map((cell): SheetCell => (cell.number === undefined ? cell.text : { number: cell.number }));
    const hasNotes = cells.some((cell) => cell.note);
    return { headings: hasNotes ? [column.heading, `${column.heading} · ${notes}`] : [column.heading],
      row: (at: number): SheetCell[] => (hasNotes ? [values[at]!, cells[at]!.note ?? ""] : [values[at]!]) };
  });
  return { title, headings: parts.flatMap((part) => part.headings),
    rows: rows.map((_, at) => parts.flatMap((part) => part.row(at))) };
}

/** A table as CSV has it: figures are their digits. */
export function csvTable({ headings, rows }: SheetTable): { headings: readonly string[]; rows: string[][] } {
  return { headings, rows: rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : cell.number))) };
}
