// CSV: tables to keep and to open in a spreadsheet, and sheets that come from
// one. Pure.

const QUOTE = "\"";

/** A cell that a spreadsheet would take for a formula is kept a text. */
function safe(cell: string): string {
  return /^[=+@\t\r]|^-(?!\d[\d,.]*$)/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  const text = safe(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll(QUOTE, QUOTE + QUOTE)}"` : text;
}

/** With a mark in front that makes spreadsheets read it as UTF-8. */
export function csvOf(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  return `\ufeff${[headings, ...rows].map((row) => row.map(quoted).join(",")).join("\r\n")}\r\n`;
}

export interface CsvRow {
  /** As the spreadsheet numbers it, from 1. */
  number: number;
  cells: string[];
}

/** Rows that say something; `undefined` where a quotation mark is never closed. */
export function parseCsv(text: string): CsvRow[] | undefined {
  const plain = text.replace(/^\ufeff/, "");
  const separator = plain.split("\t").length > plain.split(",").length ? "\t" : ",";
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  let number = 0;
  const endRow = () => {
    number++;
    cells.push(cell);
    if (cells.some((one) => one.trim() !== "")) rows.push({ number, cells });
    [cells, cell] = [[], ""];
  };
  for (let at = 0; at < plain.length; at++) {
    const sign = plain[at]!;
    if (isQuoted) {
      if (sign !== QUOTE) cell += sign;
      else if (plain[at + 1] === QUOTE) cell += plain[at++]!;
      else isQuoted = false;
    } else if (sign === QUOTE && cell === "") isQuoted = true;
    else if (sign === separator) cell = (cells.push(cell), "");
    else if (sign === "\n" || sign === "\r") {
      if (sign === "\r" && plain[at + 1] === "\n") at++;
      endRow();
    } else cell += sign;
  }
  if (isQuoted) return undefined;
  if (cell !== "" || cells.length > 0) endRow();
  return rows;
}

export const CSV_TYPE = "text/csv;charset=utf-8";

/** Of headings and rows, as a file. */
export function csvBytes({ headings, rows }: { headings: readonly string[]; rows: readonly (readonly string[])[] }): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(csvOf(headings, rows));
}
