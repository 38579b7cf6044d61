// A count as it is typed: from a sheet to a request, and what its answer leaves
// to be done. Pure functions.
import { create, fromBinary, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { CountKind, IfMoved } from "$calls/hospital/epiledger/supplies/v1/count_line_pb.ts";
import { CountSheetSchema, type CountSheet, type CountSheetLine }
  from "$calls/hospital/epiledger/supplies/v1/count_sheet_pb.ts";
import { SurplusReason, type Count, type CountLine, type CountLineSchema }
  from "$calls/hospital/epiledger/supplies/v1/supplies_pb.ts";
import { CreateCountRequestSchema } from "$calls/hospital/epiledger/supplies/v1/supplies_service_pb.ts";
import { AbsentReason } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { millisOf, timestampOf } from "$src/format/day.ts";
import { wholeNumber } from "$src/format/number.ts";
import { isBigChange, isEmpty, totalOf, type TypedQuantity } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

/** What keeps a line from being recorded: a question, or what is wrong. */
export interface LineProblem {
  /** As in LineProblem: `CONFIRM_CHANGE`, `PACK_NOT_FOUND`, …; `ASKED` and
   * `ASKED_MOVED` where only the service's text says what. */
  reason: string;
  figures: Record<string, string>;
  /** The service's own words; empty where it sent figures alone. */
  text: string;
  moved: { time: number; change: string; counted: string; isCount: boolean }[];
}

export interface TypedLine {
  quantity: TypedQuantity;
  /** The person was asked, and says that it is so. */
  confirm: boolean;
  surplusReason: SurplusReason;
  useMine: boolean;
  problems: LineProblem[];
}

/** A row of a spreadsheet that did not fit, see sheet/reader: which rule it
 * broke, with what. */
export interface KeptRow {
  /** As the spreadsheet numbers it. */
  row: number;
  /** The line it is about; empty where nobody can tell. */
  item: string;
  rule: string;
  figures: string[];
  /** `C` and what stands above it; empty where it is said of the whole row. */
  column: string;
  heading: string;
}

export interface CountDraft extends DraftContent {
  store: string;
  /** The sheet it is typed on, serialised. */
  sheet: Uint8Array;
  lines: Record<string, TypedLine>;
  /** When it was counted, in milliseconds; 0: when it is sent first. Mended
   * lines keep the time of the first. */
  countTime: number;
  /** Lines that were recorded by the sending before, to say so. */
  posted: number;
  /** Of a correction: the count that is wrong, and why. */
  supersedes: string;
  reason: string;
  /** Of a spreadsheet, until the clerk has filled them in or left them out. */
  kept?: KeptRow[];
}

export function emptyLine(): TypedLine {
  return { quantity: { pieces: "", packs: {} }, confirm: false, surplusReason: SurplusReason.UNSPECIFIED,
    useMine: false, problems: [] };
}

export function newCountDraft(sheet: CountSheet): CountDraft {
  return {
    requestId: newRequestId(), isSent: false, problem: "", store: sheet.store,
    sheet: toBinary(CountSheetSchema, sheet), countTime: 0, posted: 0, supersedes: "", reason: "",
    lines: Object.fromEntries(sheet.lines.map((line) => [line.item, emptyLine()])),
  };
}

/** Takes one line of the last count back and puts another in its place. */
export function newCorrection(sheet: CountSheet, line: CountSheetLine, reason: string): CountDraft {
  const time = line.lastCountTime ? millisOf(line.lastCountTime) : 0;
  return { ...newCountDraft({ ...sheet, lines: [line] }), supersedes: line.lastCount, countTime: time, reason };
}

export function sheetOf(draft: CountDraft): CountSheet {
  return fromBinary(CountSheetSchema, draft.sheet);
}

export type LineState = "empty" | "wrong" | "asks" | "ready";

/** How a line stands. What is unusual asks before it is sent, where the sheet
 * tells what the books expect; the service asks in any case. */
export function stateOf(typed: TypedLine, line: CountSheetLine, isCorrection: boolean): LineState {
  if (isEmpty(typed.quantity)) return "empty";
  const total = totalOf(typed.quantity, line);
  if (total === undefined) return "wrong";
  if (typed.problems.some((problem) => isAnswered(problem, typed) === false)) return "asks";
  const expected = isCorrection ? undefined : line.expected;
  const isUnusual = expected !== undefined && line.lastCount !== "" && isBigChange(expected, total);
  return isUnusual && !typed.confirm ? "asks" : "ready";
}

const MOVED = ["CONFIRM_MOVED", "ASKED_MOVED"];

export function isMoved(problem: LineProblem): boolean {
  return MOVED.includes(problem.reason);
}

export function isAnswered(problem: LineProblem, typed: TypedLine): boolean {
  if (isMoved(problem)) return typed.useMine;
  if (problem.reason === "CONFIRM_SURPLUS") return typed.confirm || typed.surplusReason !== SurplusReason.UNSPECIFIED;
  if (problem.reason === "CONFIRM_CHANGE" || problem.reason === "ASKED") return typed.confirm;
  return true;
}

/** Of a full sheet, what is left empty was not counted, and is said so; of one
 * that was sent before, only what came back goes again. */
export function requestOf(draft: CountDraft, now: number): { request: Uint8Array; items: string[]; countTime: number } {
  const sheet = sheetOf(draft);
  const countTime = draft.countTime === 0 ? now : draft.countTime;
  const lines: MessageInitShape<typeof CountLineSchema>[] = [];
  for (const line of sheet.lines) {
    const typed = draft.lines[line.item] ?? emptyLine();
    if (!isEmpty(typed.quantity)) lines.push(lineOf(line, typed));
    else if (draft.posted === 0 && draft.supersedes === "") {
      lines.push({ item: line.item, absentReason: AbsentReason.NOT_ASKED });
    }
  }
  const superseded = draft.supersedes === "" ? {} : { supersedes: draft.supersedes, reason: draft.reason };
  const kind = draft.posted === 0 && draft.supersedes === "" ? sheet.kind : CountKind.PARTIAL;
  const drawn = draft.supersedes === "" && sheet.drawnAt ? { drawnAt: sheet.drawnAt } : {};
  const original = draft.supersedes === "" ? undefined : sheet.lines[0]?.lastCountTime;
  const request = toBinary(CreateCountRequestSchema, create(CreateCountRequestSchema, {
    requestId: draft.requestId, parent: draft.store,
    count: { countTime: original ?? timestampOf(countTime), lines, kind, ...drawn, ...superseded },
  }));
  return { request, countTime, items: lines.map((line) => line.item ?? "") };
}

function lineOf(line: CountSheetLine, typed: TypedLine): MessageInitShape<typeof CountLineSchema> {
  const packs = line.packs.flatMap(({ pack }) => {
    const count = wholeNumber(typed.quantity.packs[pack] ?? "");
    return count === undefined ? [] : [{ pack, count }];
  });
  return {
    item: line.item, quantity: { pieces: wholeNumber(typed.quantity.pieces) ?? 0n, packs }, confirm: typed.confirm,
    surplusReason: typed.surplusReason, ifMoved: typed.useMine ? IfMoved.USE_MY_COUNT : IfMoved.UNSPECIFIED,
  };
}

function problemsOf(line: CountLine): LineProblem[] {
  const moved = (line.result?.moved ?? []).map((one) => ({
    time: one.effectiveTime ? millisOf(one.effectiveTime) : 0, change: String(one.change),
    counted: one.counted === undefined ? "" : String(one.counted), isCount: one.count !== "" }));
  return (line.result?.problems ?? []).map((problem) => ({
    reason: problem.reason, text: "", moved: problem.reason === "CONFIRM_MOVED" ? moved : [],
    figures: Object.fromEntries(problem.figures.map((figure) => [figure.name, figure.value])) }));
}

/** Rows of a spreadsheet that the clerk has not filled in since. */
export function keptOf(draft: CountDraft): KeptRow[] {
  return (draft.kept ?? []).filter((row) => isEmpty((draft.lines[row.item] ?? emptyLine()).quantity));
}

/** What is left of a draft when its count was recorded: the lines that came
 * back, and those that a spreadsheet could not say. Nothing where all is told. */
export function leftOver(draft: CountDraft, recorded: Count, countTime: number): CountDraft | undefined {
  const back = recorded.lines.filter((line) => (line.result?.problems.length ?? 0) > 0);
  const kept = keptOf(draft);
  if (back.length === 0 && kept.length === 0) return undefined;
  const sheet = sheetOf(draft);
  const lines = Object.fromEntries([
    ...kept.filter((row) => row.item !== "").map((row): [string, TypedLine] => [row.item, emptyLine()]),
    ...back.map((line): [string, TypedLine] => [line.item,
      { ...(draft.lines[line.item] ?? emptyLine()), confirm: false, useMine: false, problems: problemsOf(line) }])]);
  return {
    ...draft, requestId: newRequestId(), isSent: false, problem: "", countTime, lines, kept,
    posted: draft.posted + recorded.lines.length - back.length,
    sheet: toBinary(CountSheetSchema, { ...sheet, lines: sheet.lines.filter((line) => line.item in lines) }),
  };
}

/** The draft with the service's questions at their lines; `items` are those of
 * the request, in its order. */
export function askedBack(draft: CountDraft, violations: { field: string; text: string }[], items: string[]): CountDraft {
  const lines = { ...draft.lines };
  for (const { field, text } of violations) {
    const found = /lines\[(\d+)\](?:\.(\w+))?/.exec(field);
    const item = found ? items[Number(found[1])] : undefined;
    const typed = item === undefined ? undefined : lines[item];
    if (item === undefined || !typed) continue;
    const reason = found?.[2] === "if_moved" ? "ASKED_MOVED" : found?.[2] === "confirm" ? "ASKED" : "WRONG";
    lines[item] = { ...typed, problems: [...typed.problems, { reason, figures: {}, text, moved: [] }] };
  }
  return { ...draft, lines };
}
