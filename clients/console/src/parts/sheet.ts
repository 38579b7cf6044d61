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

export function tableOf<Row>(title: string, columns: readonly Column<Row>[], rows: readonly Row[]): SheetTable {
  const saved = (cell: Cell): SheetCell =>
    cell.number !== undefined && !cell.note ? { number: cell.number }
      : cell.note ? `${cell.text}（${cell.note}）` : cell.text;
  return { title, headings: columns.map((column) => column.heading),
    rows: rows.map((row) => columns.map((column) => saved(column.of(row)))) };
}
