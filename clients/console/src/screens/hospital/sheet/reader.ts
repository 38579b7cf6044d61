// Reader: what each row of a spreadsheet says of a count sheet's lines, or what
// is wrong with it and what would be right. Pure.
import type { CountSheet, CountSheetLine } from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import type { SurplusReason } from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import type { TypedQuantity } from "$src/format/quantity.ts";
import { columnName } from "$src/format/workbook.ts";
import { idOf } from "$src/names/resource.ts";
import type { CsvRow } from "$src/format/csv.ts";
import { compact, isTotal, partHeading } from "$src/sheets/headings.ts";
import type { KeptRow } from "../count_draft.ts";
import { fieldOf, reasonOf, sheetNumberOf, yesOf, type Field, type SheetNumber } from "./columns.ts";
import { example, quantityOf } from "./quantity.ts";
import type { Rule } from "./texts.ts";

/** A row that fits. */
export interface Counted {
  item: string;
  quantity: TypedQuantity;
  confirm: boolean;
  reason: SurplusReason | undefined;
}

export interface CountTable {
  counted: Counted[];
  /** Rows that do not fit, and what is wrong with the sheet as a whole. */
  kept: KeptRow[];
  /** Rows that name an item and say nothing of what was found. */
  uncounted: number;
  /** When the sheet was drawn, where it says so. */
  drawn: SheetNumber | undefined;
}

interface Column {
  index: number;
  field: Field;
  heading: string;
}

/** What is wrong with a cell. */
class Misfit extends Error {
  readonly rule: Rule;
  readonly figures: string[];
  readonly column: Column | undefined;

  constructor(rule: Rule, figures: string[] = [], column?: Column) {
    super(rule);
    [this.rule, this.figures, this.column] = [rule, figures, column];
  }
}

/** As much of a cell as is said again. */
function excerpt(cell: string): string {
  const tidy = cell.replace(/\s+/g, " ").trim();
  return tidy.length > 40 ? `${tidy.slice(0, 40)}…` : tidy;
}

class Reader {
  readonly #lines: readonly CountSheetLine[];
  /** The book that the sheet is of. */
  readonly #incarnation: string;
  readonly #table: CountTable = { counted: [], kept: [], uncounted: 0, drawn: undefined };
  /** The rows of the items so far. */
  readonly #rows = new Map<string, number>();
  #columns: Column[] = [];

  constructor(sheet: CountSheet) {
    this.#lines = sheet.lines;
    this.#incarnation = sheet.drawnAt?.incarnation.join() ?? "";
  }

  read(rows: readonly CsvRow[]): CountTable {
    const [header, ...rest] = rows;
    try {
      if (!header) throw new Misfit("empty");
      this.#readHeader(header);
      if (rest.every((row) => isTotal(row.cells))) throw new Misfit("noRows");
    } catch (thrown) {
      this.#keep(header ?? { number: 1, cells: [] }, "", thrown);
      return this.#table;
    }
    for (const row of rest) if (!isTotal(row.cells)) this.#readRow(row);
    return this.#table;
  }

  #keep(row: CsvRow, item: string, thrown: unknown): void {
    if (!(thrown instanceof Misfit)) throw thrown;
    const { rule, figures, column } = thrown;
    this.#table.kept.push({ row: row.number, item, rule, figures, heading: column?.heading ?? "",
      column: column ? columnName(column.index) : "" });
  }

  /** Columns that say nothing of a count are left alone: people keep notes. */
  #readHeader(row: CsvRow): void {
    row.cells.forEach((heading, index) => {
      const field = fieldOf(partHeading(heading).name);
      if (field === undefined) return;
      const column: Column = { index, field, heading: heading.trim() };
      if (this.#column(field)) throw new Misfit("headerTwice", [column.heading], column);
      this.#columns.push(column);
    });
    if (!this.#column("counted")) throw new Misfit("noCounted");
    if (!this.#column("item") && !this.#column("name")) throw new Misfit("noItem");
  }

  #column(field: Field): Column | undefined {
    return this.#columns.find((one) => one.field === field);
  }

  /** The column and what stands in it; nothing where that is blank. */
  #cell(row: CsvRow, field: Field): { column: Column; cell: string } | undefined {
    const column = this.#column(field);
    const cell = column ? (row.cells[column.index] ?? "") : "";
    return column && cell.trim() !== "" ? { column, cell } : undefined;
  }

  #readRow(row: CsvRow): void {
    let item = "";
    try {
      const line = this.#lineOf(row);
      this.#readNumber(row);
      const first = this.#rows.get(line.item);
      if (first !== undefined) throw new Misfit("itemTwice", [line.displayName, String(first)]);
      this.#rows.set(line.item, row.number);
      ({ item } = line);
      const counted = this.#countedOf(row, line);
      if (counted) this.#table.counted.push(counted);
      else this.#table.uncounted++;
    } catch (thrown) {
      this.#keep(row, item, thrown);
    }
  }

  #lineOf(row: CsvRow): CountSheetLine {
    const id = this.#cell(row, "item");
    const byId = id && this.#lines.find((line) => compact(idOf(line.item)) === compact(id.cell));
    if (byId) return byId;
    const named = this.#cell(row, "name") ?? id;
    if (!named) throw new Misfit("noName", [], this.#column("name") ?? this.#column("item"));
    const name = compact(named.cell);
    const found = this.#lines.filter((line) => [line.displayName, line.englishName].some((known) => compact(known) === name));
    if (found.length > 1) throw new Misfit("twoItems", [excerpt(named.cell)], named.column);
    if (found[0]) return found[0];
    const near = this.#nearest(name);
    throw near ? new Misfit("nearestItem", [excerpt(named.cell), near], named.column)
      : new Misfit("noSuchItem", [excerpt(named.cell)], named.column);
  }

  /** The name that has most of its letters in common, and at least half. */
  #nearest(name: string): string | undefined {
    const shared = (other: string) => [...new Set(name)].filter((letter) => other.includes(letter)).length;
    const likeness = (line: CountSheetLine) => shared(compact(line.displayName)) / Math.max(name.length, line.displayName.length);
    const [best] = [...this.#lines].sort((a, b) => likeness(b) - likeness(a));
    return best && likeness(best) >= 0.5 ? best.displayName : undefined;
  }

  #readNumber(row: CsvRow): void {
    const said = this.#cell(row, "number");
    if (!said) return;
    const number = sheetNumberOf(said.cell);
    if (!number) throw new Misfit("badNumber", [excerpt(said.cell)], said.column);
    if (number.incarnation.join() !== this.#incarnation) throw new Misfit("oldNumber", [], said.column);
    const { drawn } = this.#table;
    if (drawn && drawn.sequence !== number.sequence) throw new Misfit("otherNumber", [], said.column);
    this.#table.drawn = number;
  }

  #countedOf(row: CsvRow, line: CountSheetLine): Counted | undefined {
    const said = this.#cell(row, "counted");
    if (!said) return undefined;
    const read = quantityOf(said.cell, line);
    if ("pack" in read) {
      const right = [...line.packs.map((pack) => pack.displayName), line.baseUnit].join("、");
      throw new Misfit("noSuchPack", [excerpt(read.pack), right], said.column);
    }
    if ("problem" in read) throw this.#wrongQuantity(read.problem, said.cell, line, said.column);
    const reason = this.#cell(row, "reason");
    const surplus = reason && reasonOf(reason.cell);
    if (reason && surplus === undefined) throw new Misfit("badReason", [excerpt(reason.cell)], reason.column);
    const confirm = this.#cell(row, "confirm");
    const isSo = confirm ? yesOf(confirm.cell) : false;
    if (isSo === undefined) throw new Misfit("badYes", [excerpt(confirm!.cell)], confirm!.column);
    return { item: line.item, quantity: read.quantity, confirm: isSo, reason: surplus };
  }

  #wrongQuantity(problem: "not-quantity" | "not-whole" | "too-large", cell: string, line: CountSheetLine, column: Column): Misfit {
    if (problem === "not-quantity") return new Misfit("notQuantity", [excerpt(cell), example(line)], column);
    return new Misfit(problem === "not-whole" ? "notWhole" : "tooLarge", [excerpt(cell)], column);
  }
}

export function readCounts(rows: readonly CsvRow[], sheet: CountSheet): CountTable {
  return new Reader(sheet).read(rows);
}
