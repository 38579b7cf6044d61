// Reader: the records of a sheet, or all that is wrong with it. Pure.
import { yuan } from "$src/format/money.ts";
import { columnName } from "$src/format/workbook.ts";
import { say } from "$src/language/language.svelte.ts";
import type { CsvRow } from "$src/format/csv.ts";
import { rules } from "./texts.ts";
import { compact, isTotal, partHeading } from "$src/sheets/headings.ts";
import { amountCell } from "./cells.ts";
import { isUnitLine, unitOf } from "./units.ts";
import { IGNORED, MOST_ROWS, type FieldForm, type Finding, type Form, type Given, type SheetRecord } from "./form.ts";

export interface Sheet<Values> {
  records: SheetRecord<Values>[];
  /** Nothing is sent while there is one. */
  findings: Finding[];
  warnings: Finding[];
  total: bigint;
}

interface Column<Values> {
  index: number;
  heading: string;
  form: FieldForm<Values> | undefined;
}

class Reader<Values extends object> {
  readonly #form: Form<Values>;
  readonly #given: Given;
  readonly #sheet: Sheet<Values> = { records: [], findings: [], warnings: [], total: 0n };
  readonly #byKey = new Map<string, SheetRecord<Values>>();
  #columns: Column<Values>[] = [];
  #width = 0;
  #knowsTotal = true;

  constructor(form: Form<Values>, given: Given) {
    this.#form = form;
    this.#given = { ...given };
  }

  read(rows: readonly CsvRow[]): Sheet<Values> {
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

  #note(row: number, column: Column<Values> | undefined, problem: () => string): void {
    this.#sheet.findings.push({ row, column: column ? columnName(column.index) : "", heading: column?.heading ?? "", problem });
  }

  #setUnit(word: string, row: number, column: Column<Values>): void {
    const unit = unitOf(word.replace(/^[([]|[)\]]$/g, ""));
    if (unit === undefined) this.#note(row, column, () => say(rules.unknownUnit, word));
    else this.#given.fenInOne = unit;
  }

  #readUnit(row: CsvRow): void {
    const index = row.cells.findIndex((cell) => cell.trim() !== "");
    this.#setUnit(compact(row.cells[index]!), row.number, { index, form: undefined, heading: row.cells[index]! });
  }

  /** Whether all columns that are needed are there. */
  #readHeader(row: CsvRow): boolean {
    this.#width = row.cells.length;
    row.cells.forEach((heading, index) => {
      if (heading.trim() === "") return;
      const { name, remark } = partHeading(heading);
      const form = this.#form.columns.find((one) => one.names.includes(name));
      const column = { index, form, heading: heading.trim() };
      if (!form && !IGNORED.includes(name)) this.#note(row.number, column, () => say(rules.unknownHeader));
      else if (form && this.#columns.some((one) => one.form === form)) this.#note(row.number, column, () => say(rules.headerTwice));
      else this.#columns.push(column);
      if (form?.field === this.#form.amount && remark !== "") this.#setUnit(remark, row.number, column);
    });
    const missing = this.#form.columns.filter((one) => one.need !== "none" && !this.#columns.some((column) => column.form === one));
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
    if (rows.length > MOST_ROWS) this.#note(rows[MOST_ROWS]!.number, undefined, () => say(rules.tooMany, MOST_ROWS));
  }

  #readRow(row: CsvRow): void {
    const before = this.#sheet.findings.length;
    const extra = row.cells.findIndex((cell, index) => index >= this.#width && cell.trim() !== "");
    if (extra >= 0) this.#note(row.number, { index: extra, form: undefined, heading: "" }, () => say(rules.cellTooMany));
    const values = { ...this.#form.none };
    const record = this.#recordOf(row);
    for (const column of this.#columns) if (column.form) this.#readCell(row, column, column.form, record, values);
    const fen = values[this.#form.amount] as bigint;
    this.#sheet.total += fen;
    if (fen === 0n && row.cells[this.#columnOf(this.#form.amount)?.index ?? -1]?.trim()) this.#knowsTotal = false;
    if (this.#sheet.findings.length > before) return;
    for (const { field, problem } of this.#form.check(values, this.#given)) this.#note(row.number, this.#columnOf(field), problem);
    if (this.#sheet.findings.length === before) this.#add(row.number, values, record);
  }

  #columnOf(field: keyof Values): Column<Values> | undefined {
    return this.#columns.find((one) => one.form?.field === field);
  }

  #keyOf(row: CsvRow): string {
    return this.#form.key.map((field) => compact(row.cells[this.#columnOf(field)?.index ?? -1] ?? "")).join("\n");
  }

  #recordOf(row: CsvRow): SheetRecord<Values> | undefined {
    return this.#form.key.length === 0 ? undefined : this.#byKey.get(this.#keyOf(row));
  }

  #readCell(row: CsvRow, column: Column<Values>, form: FieldForm<Values>, record: SheetRecord<Values> | undefined, values: Values): void {
    const cell = row.cells[column.index] ?? "";
    const earlier = form.isOfWhole ? record?.parts[0] : undefined;
    if (cell.trim() === "") {
      // What a record says once holds for its other rows.
      if (earlier) values[form.field] = earlier[form.field];
      else if (form.need === "cell") this.#note(row.number, column, () => say(rules.required));
      return;
    }
    const told = form.read(cell, this.#given);
    if ("problem" in told) {
      this.#note(row.number, column, told.problem);
      return;
    }
    values[form.field] = told.value as Values[typeof form.field];
    if (earlier && !this.#form.key.includes(form.field) && earlier[form.field] !== told.value) {
      const { rows } = record!;
      this.#note(row.number, column, () => say(rules.recordDiffers, cell.trim().slice(0, 60), rows[0]!));
    }
  }

  #add(row: number, values: Values, record: SheetRecord<Values> | undefined): void {
    if (record) {
      record.rows.push(row);
      record.parts.push(values);
      return;
    }
    const begun = { rows: [row], parts: [values] };
    this.#sheet.records.push(begun);
    if (this.#form.key.length > 0) this.#byKey.set(this.#form.key.map((field) => compact(String(values[field]))).join("\n"), begun);
  }

  /** The same line twice pays twice; so does an invoice. */
  #noteRepeated(): void {
    const seen = new Map<string, number>();
    const first = (key: string, row: number) => {
      const earlier = seen.get(key);
      if (earlier === undefined) seen.set(key, row);
      return earlier;
    };
    for (const { rows, parts } of this.#sheet.records) {
      parts.forEach((part, at) => {
        const row = rows[at]!;
        const same = first(contentOf(part), row);
        if (same !== undefined) this.#note(row, undefined, () => say(rules.lineTwice, same));
        for (const { field, rule, of } of same === undefined ? (this.#form.unique ?? []) : []) {
          const key = of(part);
          const other = key === "" ? undefined : first(`${field}\n${key}`, row);
          if (other !== undefined) this.#note(row, this.#columnOf(field), () => say(rule, other));
        }
      });
    }
  }

  /** Row after row takes from what is left now. */
  #warnOfTooMuch(): void {
    const taken = new Map<string, bigint>();
    const column = this.#columnOf(this.#form.amount);
    for (const { rows, parts } of this.#sheet.records) {
      parts.forEach((part, at) => {
        const { from, left } = this.#form.drawsOn(part, this.#given);
        if (left === undefined) return;
        const fen = part[this.#form.amount] as bigint;
        const rest = left - (taken.get(from) ?? 0n);
        if (fen <= rest) taken.set(from, (taken.get(from) ?? 0n) + fen);
        else {
          this.#sheet.warnings.push({ row: rows[at]!, column: column ? columnName(column.index) : "", heading: column?.heading ?? "",
            problem: () => say(rules.overAvailable, yuan(rest > 0n ? rest : 0n)) });
        }
      });
    }
  }

  #checkTotal(row: CsvRow): void {
    const column = this.#columnOf(this.#form.amount);
    const cell = column && row.cells[column.index];
    if (!column || !cell?.trim() || !this.#knowsTotal) return;
    const told = amountCell(cell, this.#given.fenInOne);
    const { total } = this.#sheet;
    if ("problem" in told) this.#note(row.number, column, told.problem);
    else if (told.value !== total) this.#note(row.number, column, () => say(rules.wrongTotal, yuan(told.value), yuan(total)));
  }
}

/** All that a part says, for ids and for what is there twice. */
export function contentOf(values: object): string {
  return JSON.stringify(values, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

export function readSheet<Values extends object>(rows: readonly CsvRow[], form: Form<Values>, given: Given): Sheet<Values> {
  return new Reader(form, given).read(rows);
}
