// Xlsx: the first sheet of a workbook that is seen, as rows of text. A figure
// comes as it is kept, without groups and units; a day as `2026-11-30`.
import type { CsvRow } from "$src/format/csv.ts";
import { Archive, BrokenZip } from "./unzip.ts";
import { readXml, tagsOf } from "./xml.ts";

/** As many as a spreadsheet has columns; a row that says more is broken. */
const MOST_COLUMNS = 16_384;

/** The rows that say something. Throws BrokenZip where it is no workbook. */
export async function readXlsx(bytes: Uint8Array<ArrayBuffer>): Promise<CsvRow[]> {
  const archive = new Archive(bytes);
  const path = await firstSheet(archive);
  const sheet = await archive.text(path);
  if (sheet === undefined) throw new BrokenZip("its sheet is missing");
  const strings = stringsOf((await archive.text("xl/sharedStrings.xml")) ?? "");
  const days = dayStyles((await archive.text("xl/styles.xml")) ?? "");
  return rowsOf(sheet, strings, days);
}

async function firstSheet(archive: Archive): Promise<string> {
  const workbook = await archive.text("xl/workbook.xml");
  const relations = await archive.text("xl/_rels/workbook.xml.rels");
  if (workbook === undefined || relations === undefined) throw new BrokenZip("it is no workbook");
  const shown = [...tagsOf(workbook, "sheet")].find((tag) => !tag.attributes["state"]?.toLowerCase().includes("hidden"));
  const target = [...tagsOf(relations, "Relationship")].find((tag) => tag.attributes["Id"] === shown?.attributes["id"])?.attributes["Target"];
  if (target === undefined) throw new BrokenZip("it has no sheet");
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`;
}

/** Texts that cells name by number; how they sound is left out. */
function stringsOf(document: string): string[] {
  const strings: string[] = [];
  let [text, isText, isSound] = ["", false, false];
  for (const piece of readXml(document)) {
    if (typeof piece === "string") {
      if (isText && !isSound) text += piece;
    } else if (piece.name === "t") isText = piece.kind === "begin";
    else if (piece.name === "rPh") isSound = piece.kind === "begin";
    else if (piece.name === "si") {
      if (piece.kind !== "begin") strings.push(text);
      text = "";
    }
  }
  return strings;
}

function isDayFormat(id: number, code: string | undefined): boolean {
  if (code !== undefined) return /[yd年日]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""));
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58);
}

/** Which styles of cells show a figure as a day. */
function dayStyles(document: string): boolean[] {
  const codes = new Map([...tagsOf(document, "numFmt")].map((tag) => [tag.attributes["numFmtId"], tag.attributes["formatCode"]]));
  const days: boolean[] = [];
  let isInCells = false;
  for (const piece of readXml(document)) {
    if (typeof piece === "string") continue;
    if (piece.name === "cellXfs") isInCells = piece.kind === "begin";
    else if (isInCells && piece.name === "xf" && piece.kind !== "end") {
      const id = piece.attributes["numFmtId"] ?? "0";
      days.push(isDayFormat(Number(id), codes.get(id)));
    }
  }
  return days;
}

/** Days are counted from the end of 1899; the time of day is left out. */
function dayText(serial: number): string {
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10);
}

/** `1e2` and `107.0` as a person would write them; what floating point added
 * in its last digits is gone. */
function figureText(value: string): string {
  const number = Number(value);
  if (value === "" || !Number.isFinite(number) || !/[.e]/i.test(value)) return value;
  return Math.abs(number) < 1e15 ? String(Number(number.toPrecision(15))) : value;
}

interface Cell {
  column: number;
  type: string;
  isDay: boolean;
}

function cellText(cell: Cell, value: string, strings: readonly string[]): string {
  if (cell.type === "s") return strings[Number(value)] ?? "";
  if (cell.type === "b") return value === "1" ? "是" : "否";
  if (cell.type === "str" || cell.type === "inlineStr" || cell.type === "e" || cell.type === "d") return value;
  const serial = Number(value);
  return cell.isDay && value !== "" && serial >= 1 && serial < 2_958_466 ? dayText(serial) : figureText(value);
}

/** 0 of `A7`, 27 of `AB7`. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/.exec(place.toUpperCase())?.[0] ?? "";
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function rowsOf(document: string, strings: readonly string[], days: readonly boolean[]): CsvRow[] {
  const rows: CsvRow[] = [];
  let row: CsvRow = { number: 0, cells: [] };
  let cell: Cell | undefined;
  let [value, isValue, isSound] = ["", false, false];
  const endCell = () => {
    if (cell && cell.column < MOST_COLUMNS) {
      while (row.cells.length < cell.column) row.cells.push("");
      row.cells[cell.column] = cellText(cell, value, strings);
    }
    cell = undefined;
  };
  for (const piece of readXml(document)) {
    if (typeof piece === "string") {
      if (isValue && !isSound) value += piece;
    } else if (piece.name === "row") {
      if (piece.kind === "begin") row = { number: Number(piece.attributes["r"] ?? row.number + 1), cells: [] };
      else if (piece.kind === "end" && row.cells.some((one) => one.trim() !== "")) rows.push(row);
    } else if (piece.name === "c") {
      if (piece.kind === "end") endCell();
      else {
        const place = piece.attributes["r"];
        cell = { column: place === undefined ? row.cells.length : columnOf(place), type: piece.attributes["t"] ?? "",
          isDay: days[Number(piece.attributes["s"] ?? -1)] ?? false };
        value = "";
        if (piece.kind === "empty") endCell();
      }
    } else if (piece.name === "v" || piece.name === "t") isValue = piece.kind === "begin";
    else if (piece.name === "rPh") isSound = piece.kind === "begin";
  }
  return rows;
}
