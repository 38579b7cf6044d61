// Reader: a sheet of payments as requests, or all that is wrong with it. Pure.
import type { Allocation, Payment_Method } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { yuan } from "$src/format/money.ts";
import { columnName } from "$src/format/workbook.ts";
import { say } from "$src/language/language.svelte.ts";
import type { CsvRow } from "$src/parts/csv.ts";
import { compact, isTotal, partHeading } from "$src/sheets/headings.ts";
import type { Names } from "../names.ts";
import { documentOf, idOf, partsOf } from "../resource.ts";
import { roomFor } from "../room.ts";
import { words } from "../texts.ts";
import { amountCell, dayCell, methodCell, numberCell, textCell, type Cell } from "./cells.ts";
import { COLUMNS, columnOf, isUnitLine, unitOf, type Field } from "./columns.ts";

export interface SheetPayment {
  /** As the spreadsheet numbers it. */
  row: number;
  allocation: string;
  purpose: string;
  fen: bigint;
  day: string;
  payee: string;
  method: Payment_Method;
  invoice: string;
  voucher: string;
  summary: string;
}

export interface Finding {
  row: number;
  /** `C`; empty where it is said of the whole row. */
  column: string;
  heading: string;
  problem: () => string;
}

export interface Sheet {
  payments: SheetPayment[];
  /** Nothing is sent while there is one. */
  findings: Finding[];
  /** What may be refused when it is recorded, by what is left now. */
  warnings: Finding[];
  total: bigint;
}

export interface Books {
  names: Names;
  allocations: readonly Allocation[];
  /** `2026-11-30`. */
  today: string;
}

/** One batch takes so many. */
export const MOST_ROWS = 1000;

const rules = words.sheetRule;

interface Column {
  index: number;
  field: Field;
  heading: string;
}

class Reader {
  readonly #books: Books;
  readonly #byCell = new Map<string, Allocation>();
  readonly #purposes = new Map<string, string>();
  readonly #sheet: Sheet = { payments: [], findings: [], warnings: [], total: 0n };
  #columns: Column[] = [];
  #width = 0;
  #fenInOne = 100n;
  #knowsTotal = true;

  constructor(books: Books) {
    this.#books = books;
    for (const allocation of books.allocations) {
      const number = compact(books.names.of(documentOf(allocation.name)));
      const [document, line] = partsOf(allocation.name);
      for (const key of [`${number}/${line}`, `${number}第${line}项`, compact(`${document}/${line}`)]) this.#byCell.set(key, allocation);
    }
    for (const purpose of books.names.catalogue.purposes) {
      this.#purposes.set(compact(purpose.displayName), purpose.name);
      this.#purposes.set(compact(idOf(purpose.name)), purpose.name);
    }
  }

  read(rows: readonly CsvRow[]): Sheet {
    let at = 0;
    while (rows[at] && isUnitLine(rows[at]!.cells)) this.#readUnit(rows[at++]!);
    const header = rows[at];
    if (!header) this.#note(1, undefined, () => say(rules.empty));
    else if (this.#readHeader(header)) this.#readRows(rows.slice(at + 1));
    this.#noteRepeated();
    this.#warnOfTooMuch();
    this.#sheet.findings.sort((a, b) => a.row - b.row || a.column.localeCompare(b.column));
    return this.#sheet;
  }

  #note(row: number, column: Column | undefined, problem: () => string, list = this.#sheet.findings): void {
    list.push({ row, column: column ? columnName(column.index) : "", heading: column?.heading ?? "", problem });
  }

  #setUnit(word: string, row: number, column: Column): void {
    const unit = unitOf(word.replace(/^[([]|[)\]]$/g, ""));
    if (unit === undefined) this.#note(row, column, () => say(rules.unknownUnit, word));
    else this.#fenInOne = unit;
  }

  #readUnit(row: CsvRow): void {
    const index = row.cells.findIndex((cell) => cell.trim() !== "");
    this.#setUnit(compact(row.cells[index]!), row.number, { index, field: "ignored", heading: row.cells[index]! });
  }

  /** Whether all columns that are needed are there. */
  #readHeader(row: CsvRow): boolean {
    this.#width = row.cells.length;
    row.cells.forEach((heading, index) => {
      if (heading.trim() === "") return;
      const { name, remark } = partHeading(heading);
      const known = columnOf(name);
      const column: Column = { index, field: known?.field ?? "ignored", heading: heading.trim() };
      if (!known) this.#note(row.number, column, () => say(rules.unknownHeader));
      else if (known.field !== "ignored" && this.#columns.some((one) => one.field === known.field)) this.#note(row.number, column, () => say(rules.headerTwice));
      else this.#columns.push(column);
      if (known?.field === "amount" && remark !== "") this.#setUnit(remark, row.number, column);
    });
    const missing = COLUMNS.filter((one) => one.isRequired && !this.#columns.some((column) => column.field === one.field));
    for (const one of missing) this.#note(row.number, undefined, () => say(rules.missingHeader, one.names.slice(0, 3).join("、")));
    return missing.length === 0;
  }

  #readRows(rows: readonly CsvRow[]): void {
    if (rows.every((row) => isTotal(row.cells))) this.#note(rows[0]?.number ?? 1, undefined, () => say(rules.noRows));
    rows.forEach((row, at) => {
      if (!isTotal(row.cells)) this.#readRow(row);
      else if (at < rows.length - 1) this.#note(row.number, undefined, () => say(rules.totalNotLast));
      else this.#checkTotal(row);
    });
    if (this.#sheet.payments.length > MOST_ROWS) this.#note(rows[MOST_ROWS]!.number, undefined, () => say(rules.tooMany, MOST_ROWS));
  }

  #readRow(row: CsvRow): void {
    const before = this.#sheet.findings.length;
    const extra = row.cells.findIndex((cell, index) => index >= this.#width && cell.trim() !== "");
    if (extra >= 0) this.#note(row.number, { index: extra, field: "ignored", heading: "" }, () => say(rules.cellTooMany));
    const take = <Value>(field: Field, read: (cell: string) => Cell<Value>, none: Value): Value => this.#take(row, field, read, none);
    const fen = take("amount", (cell) => amountCell(cell, this.#fenInOne), 0n);
    const allocation = take("allocation", (cell) => this.#allocationCell(cell), undefined);
    const payment: SheetPayment = {
      row: row.number, fen, allocation: allocation?.name ?? "",
      purpose: take("purpose", (cell) => this.#purposeCell(cell, allocation), ""),
      day: take("day", (cell) => dayCell(cell, this.#books.today), ""),
      payee: take("payee", (cell) => textCell(cell, 120), ""),
      method: take("method", methodCell, 0),
      invoice: take("invoice", (cell) => numberCell(cell, 60), ""),
      voucher: take("voucher", (cell) => numberCell(cell, 60), ""),
      summary: take("summary", (cell) => textCell(cell, 300), ""),
    };
    this.#sheet.total += fen;
    if (fen === 0n) this.#knowsTotal = false;
    if (this.#sheet.findings.length === before) this.#sheet.payments.push(payment);
  }

  #take<Value>(row: CsvRow, field: Field, read: (cell: string) => Cell<Value>, none: Value): Value {
    const column = this.#columns.find((one) => one.field === field);
    if (!column) return none;
    const cell = row.cells[column.index] ?? "";
    if (cell.trim() === "") {
      if (COLUMNS.find((one) => one.field === field)!.isRequired) this.#note(row.number, column, () => say(rules.required));
      return none;
    }
    const told = read(cell);
    if ("value" in told) return told.value;
    this.#note(row.number, column, told.problem);
    return none;
  }

  #allocationCell(cell: string): Cell<Allocation | undefined> {
    const found = this.#byCell.get(compact(cell));
    return found ? { value: found } : { problem: () => say(rules.badAllocation, cell.trim()) };
  }

  #purposeCell(cell: string, allocation: Allocation | undefined): Cell<string> {
    const purpose = this.#purposes.get(compact(cell));
    if (purpose === undefined) return { problem: () => say(rules.badPurpose, cell.trim()) };
    const isAllowed = !allocation || allocation.purposes.some((share) => share.purpose === purpose);
    return isAllowed ? { value: purpose } : { problem: () => say(rules.purposeNotAllowed, cell.trim()) };
  }

  #checkTotal(row: CsvRow): void {
    const column = this.#columns.find((one) => one.field === "amount");
    const told = column && amountCell(row.cells[column.index] ?? "", this.#fenInOne);
    if (!column || !told || !this.#knowsTotal) return;
    if ("problem" in told) this.#note(row.number, column, told.problem);
    else if (told.value !== this.#sheet.total) {
      const { total } = this.#sheet;
      this.#note(row.number, column, () => say(rules.wrongTotal, yuan(told.value), yuan(total)));
    }
  }

  #noteRepeated(): void {
    const whole = new Map<string, number>();
    const invoices = new Map<string, number>();
    for (const payment of this.#sheet.payments) {
      const { row, ...said } = payment;
      const same = earlier(whole, contentOf(said), row);
      if (same !== undefined) this.#note(row, undefined, () => say(rules.lineTwice, same));
      else if (payment.invoice !== "") {
        const first = earlier(invoices, `${compact(payment.payee)}\n${compact(payment.invoice)}`, row);
        const column = this.#columns.find((one) => one.field === "invoice");
        if (first !== undefined) this.#note(row, column, () => say(rules.invoiceTwice, first));
      }
    }
  }

  /** Row after row takes from what is left now. */
  #warnOfTooMuch(): void {
    const taken = new Map<string, bigint>();
    const column = this.#columns.find((one) => one.field === "amount");
    for (const { row, allocation, purpose, fen } of this.#sheet.payments) {
      const known = this.#books.allocations.find((one) => one.name === allocation);
      const room = known && roomFor(known, purpose);
      if (!room) continue;
      const key = `${allocation} ${purpose}`;
      const left = room.available - (taken.get(key) ?? 0n);
      if (fen > left) this.#note(row, column, () => say(rules.overAvailable, yuan(left > 0n ? left : 0n)), this.#sheet.warnings);
      else taken.set(key, (taken.get(key) ?? 0n) + fen);
    }
  }
}

function earlier(rows: Map<string, number>, key: string, row: number): number | undefined {
  const first = rows.get(key);
  if (first === undefined) rows.set(key, row);
  return first;
}

/** All that a payment says, as the command line writes it down: the same
 * payment of the same sheet has the same request id in both. */
export function contentOf(payment: Omit<SheetPayment, "row">): string {
  return [payment.allocation, payment.purpose, payment.fen.toString(), payment.day, payment.payee, String(payment.method),
    payment.invoice, payment.voucher, payment.summary].join("\u001f");
}

export function readSheet(rows: readonly CsvRow[], books: Books): Sheet {
  return new Reader(books).read(rows);
}
