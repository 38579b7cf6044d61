// Form: what a sheet may say of records, a row for each part of one: documents
// with their allocations, orders with their lines, payments by themselves.
import type { Allocation, Fund } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import type { Text } from "$src/language/texts.ts";
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

export interface FieldProblem<Values> {
  field: keyof Values & string;
  problem: () => string;
}

export interface Form<Values> {
  columns: readonly FieldForm<Values>[];
  /** Fields that tell which record a row is of; none: each row is one. */
  key: readonly (keyof Values & string)[];
  /** What the total at the end adds up. */
  amount: keyof Values & string;
  /** What is wrong with a row all of whose cells can be read. */
  check: (values: Values, given: Given) => readonly FieldProblem<Values>[];
  /** What no two rows may say alike; empty: nothing to tell apart. */
  unique?: readonly { field: keyof Values & string; rule: Text<[number]>; of: (values: Values) => string }[];
  none: Values;
  /** What a row's amount is taken from, and what that has left now. */
  drawsOn: (values: Values, given: Given) => { from: string; left: bigint | undefined };
}

/** One batch takes so many. */
export const MOST_ROWS = 1000;

/** What is wrong, and where. */
export interface Finding {
  row: number;
  /** `C`; empty where it is said of the whole row. */
  column: string;
  heading: string;
  problem: () => string;
}

export function allocationOf(name: string, { allocations }: Given): Allocation | undefined {
  return allocations.find((one) => one.name === name);
}

/** Columns that say nothing to the books. */
export const IGNORED: readonly string[] = ["标识", "序号", "行号", "id", "no.", "row"];

export interface SheetRecord<Values> {
  /** As the spreadsheet numbers them, one for each part. */
  rows: number[];
  parts: Values[];
}
