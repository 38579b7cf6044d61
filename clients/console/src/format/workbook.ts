// Workbook: one sheet as XLSX, which spreadsheets open as it is, Chinese and
// all. Text is text there and never a formula. The parts are stored without
// compression: a table of a screen is small, and no library is needed.

/** A cell: words, or a number as decimal digits, exact. */
export type SheetCell = string | { number: string };

export interface SheetTable {
  title: string;
  headings: readonly string[];
  rows: readonly (readonly SheetCell[])[];
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const LONGEST_SHEET_NAME = 31;

function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** `A`, `Z`, `AA`. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last;
}

function cellXml(cell: SheetCell, row: number, column: number, style: string): string {
  const at = `r="${columnName(column)}${row}"${style}`;
  return typeof cell === "string"
    ? `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
    : `<c ${at}><v>${escaped(cell.number)}</v></c>`;
}

function rowXml(cells: readonly SheetCell[], row: number, style = ""): string {
  return `<row r="${row}">${cells.map((cell, column) => cellXml(cell, row, column, style)).join("")}</row>`;
}

function sheetXml({ headings, rows }: SheetTable): string {
  const widths = headings.map((heading, at) => {
    const longest = Math.max(heading.length, ...rows.map((row) => {
      const cell = row[at] ?? "";
      return (typeof cell === "string" ? cell : cell.number).length;
    }));
    return `<col min="${at + 1}" max="${at + 1}" width="${Math.min(60, longest * 2 + 2)}" customWidth="1"/>`;
  });
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ` +
    `activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.join("")}</cols><sheetData>` +
    `${rowXml(headings, 1, ' s="1"')}${rows.map((row, at) => rowXml(row, at + 2)).join("")}</sheetData></worksheet>`;
}

/** What a sheet may be called: no `[]:*?/\`, 31 characters. */
export function sheetName(title: string): string {
  const name = title.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, LONGEST_SHEET_NAME);
  return name === "" ? "1" : name;
}

function partsOf(table: SheetTable): [string, string][] {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return [
    ["[Content_Types].xml", `${HEAD}<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`],
    ["_rels/.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `${relation("r1", "officeDocument", "xl/workbook.xml")}</Relationships>`],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="${escaped(sheetName(table.title))}" sheetId="1" r:id="r1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
      `${relation("r1", "worksheet", "worksheets/sheet1.xml")}${relation("r2", "styles", "styles.xml")}</Relationships>`],
    ["xl/styles.xml", `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/></font><font><b/><sz val="11"/>` +
      '</font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>' +
      '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'],
    ["xl/worksheets/sheet1.xml", sheetXml(table)],
  ];
}

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

export function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = CRC_TABLE[(value ^ byte) & 0xff]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Fields of 2 and 4 bytes, little end first. */
function fields(...values: [size: 2 | 4, value: number][]): Uint8Array {
  return Uint8Array.from(values.flatMap(([size, value]) =>
    Array.from({ length: size }, (_, at) => Math.floor(value / 256 ** at) & 0xff)));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  pieces.reduce((at, piece) => (all.set(piece, at), at + piece.length), 0);
  return all;
}

// Names are UTF-8; the files are of 1 January 1980, so that equal tables are
// equal files.
const UTF8 = 0x0800;
const DAY = 0x0021;

/** A ZIP of stored files. */
function zipped(files: [string, string][]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, text] of files) {
    const [name, content] = [encoder.encode(path), encoder.encode(text)];
    const common = fields([2, 20], [2, UTF8], [2, 0], [2, 0], [2, DAY], [4, crc32(content)],
      [4, content.length], [4, content.length], [2, name.length], [2, 0]);
    const head = joined([fields([4, 0x04034b50]), common, name]);
    pieces.push(head, content);
    directory.push(joined([fields([4, 0x02014b50], [2, 20]), common, fields([2, 0], [2, 0], [2, 0], [4, 0], [4, offset]), name]));
    offset += head.length + content.length;
  }
  const index = joined(directory);
  return joined([...pieces, index, fields([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length],
    [4, index.length], [4, offset], [2, 0])]);
}

/** The bytes of an XLSX file with one sheet; its first row has the headings. */
export function workbook(table: SheetTable): Uint8Array<ArrayBuffer> {
  return zipped(partsOf(table));
}

export const WORKBOOK_TYPE = `${SPREADSHEET}.sheet`;
