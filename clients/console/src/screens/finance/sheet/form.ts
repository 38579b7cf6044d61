// Form: what a sheet may say of records that have parts, a row for each part:
// documents with their allocations, orders with their lines.
import type { Allocation, Fund } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import type { Names } from "../names.ts";
import type { Cell } from "./cells.ts";

/** What cells are read by. */
export interface Given {
  names: Names;
  allocations: readonly Allocation[];
  /** With what each has to be allocated. */
  funds: readonly Fund[];
  /** `2026-11-30`. */
  today: string;
  /** What a figure counts, where it is an amount. */
  fenInOne: bigint;
}

export interface FieldForm<Values> {
  field: keyof Values & string;
  /** Headings, half width and small; the first one is written by an export. */
  names: readonly string[];
  /** The column must be there; each of its cells must say something. */
  need: "cell" | "column" | "none";
  /** Said of the record; all its rows say the same, or nothing. */
  isOfWhole: boolean;
  read: (cell: string, given: Given) => Cell<unknown>;
}

export interface Form<Values> {
  columns: readonly FieldForm<Values>[];
  /** Fields that tell which record a row is of. */
  key: readonly (keyof Values & string)[];
  /** What the total at the end adds up. */
  amount: keyof Values & string;
  /** What is wrong with a row all of whose cells can be read. */
  check: (values: Values, given: Given) => readonly { field: keyof Values & string; problem: () => string }[];
  none: Values;
  /** What a row's amount is taken from, and what that has left now. */
  drawsOn: (values: Values, given: Given) => { from: string; left: bigint | undefined };
}

/** Columns that say nothing to the books. */
export const IGNORED: readonly string[] = ["标识", "序号", "行号", "id", "no.", "row"];

export interface SheetRecord<Values> {
  /** As the spreadsheet numbers them, one for each part. */
  rows: number[];
  parts: Values[];
}
