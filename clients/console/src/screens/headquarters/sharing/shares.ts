// Shares: what each store gets, and why, as rows. Pure functions.
import type { FairShare, FairShareLine, ShareStanding } from "$calls/headquarters/epiledger/supplies/v1/fair_share_pb";
import { FairShare_State as State, ShareStanding_Basis as Basis } from "$calls/headquarters/epiledger/supplies/v1/fair_share_pb";
import { inPieces, type Unit } from "$src/format/quantity.ts";
import { grouped, wholeNumber } from "$src/format/number.ts";
import { facilityOf } from "$src/names/resource.ts";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { amountCell } from "../goods/amounts.ts";
import { tenths } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";
import { bases, sharing } from "./texts.ts";

/** What a store is called, and what the item is counted in. */
export interface Called {
  store(name: string): string;
  unit: Unit;
}

export const stateTones: Record<State, Tone> = {
  [State.UNSPECIFIED]: "care", [State.PROPOSED]: "care", [State.APPROVED]: "good", [State.WITHDRAWN]: "plain",
};

export interface ShareRow {
  store: string;
  /** Absent: it gets nothing. */
  line: FairShareLine | undefined;
  standing: ShareStanding | undefined;
}

/** Those that get some in the order of the lines, then those that get none. */
export function rowsOf({ lines, leftOut }: FairShare): ShareRow[] {
  return [...lines.map((line) => ({ store: line.toStore, line, standing: line.standing })),
    ...leftOut.map((standing) => ({ store: standing.store, line: undefined, standing }))];
}

export function totalOf({ lines }: FairShare): bigint {
  return lines.reduce((sum, line) => sum + line.total, 0n);
}

function daysText(days: bigint | undefined, sight: Sight): string {
  return days === undefined ? sight.unknown : tenths(days);
}

export function whyText(standing: ShareStanding | undefined, unit: Unit, sight: Sight): string {
  if (!standing) return sight.unknown;
  return sight.say(bases[standing.basis] ?? bases[Basis.UNSPECIFIED], {
    before: daysText(standing.daysBeforeTenths, sight), after: daysText(standing.daysAfterTenths, sight),
    use: inPieces(standing.use, unit), days: String(standing.knownDays) });
}

function daysCell(days: bigint | undefined, sight: Sight): Cell {
  return days === undefined ? { text: sight.unknown, tone: "care" } : { text: sight.say(sharing.days, tenths(days)), number: tenths(days) };
}

function getsCell({ line }: ShareRow, called: Called, sight: Sight): Cell {
  const cell = amountCell(line?.total ?? 0n, called.unit, sight);
  if (line && line.expiring > 0n) cell.note = sight.say(sharing.expiring, inPieces(line.expiring, called.unit));
  return cell;
}

function hasCell(standing: ShareStanding | undefined, called: Called, sight: Sight): Cell {
  if (!standing) return sight.figure(undefined);
  const cell: Cell = { text: inPieces(standing.free, called.unit), number: standing.free.toString() };
  if (standing.onItsWay > 0n) cell.note = sight.say(sharing.onItsWay, inPieces(standing.onItsWay, called.unit));
  return cell;
}

export function shareColumns(called: Called, sight: Sight): Column<ShareRow>[] {
  return [
    { heading: sight.say(sharing.to), of: ({ store }) => ({ ...sight.facility(facilityOf(store)), text: called.store(store) }) },
    { heading: sight.say(sharing.gets), isFigure: true, of: (row) => getsCell(row, called, sight) },
    { heading: sight.say(sharing.has), isFigure: true, of: ({ standing }) => hasCell(standing, called, sight) },
    { heading: sight.say(sharing.before), isFigure: true, of: ({ standing }) => daysCell(standing?.daysBeforeTenths, sight) },
    { heading: sight.say(sharing.after), isFigure: true, of: ({ standing }) => daysCell(standing?.daysAfterTenths, sight) },
    { heading: sight.say(sharing.why), of: ({ standing }) => ({ text: whyText(standing, called.unit, sight) }) },
    { heading: sight.say(sharing.source), of: ({ line }) => ({ text: line ? called.store(line.fromStore) : "" }) },
  ];
}

/** Facilities of which several stores are named: there the store is said too. */
export function withSeveralStores({ lines, leftOut }: FairShare): string[] {
  const stores = new Set([...lines.flatMap((line) => [line.fromStore, line.toStore]), ...leftOut.map((one) => one.store)]);
  const counts = new Map<string, number>();
  for (const store of stores) counts.set(facilityOf(store), (counts.get(facilityOf(store)) ?? 0) + 1);
  return [...counts].filter(([, count]) => count > 1).map(([facility]) => facility);
}

export interface Edited {
  /** What is sent: the lines that differ, in pieces; a line of 0 goes. */
  lines: { fromStore: string; toStore: string; quantity: { pieces: bigint } }[];
  /** By line: it is no number. */
  wrong: boolean[];
}

/** What a person typed over the lines, by the stores of each. */
export type TypedLines = Readonly<Record<string, string>>;

export function lineKey({ fromStore, toStore }: { fromStore: string; toStore: string }): string {
  return `${fromStore} ${toStore}`;
}

export function editedLines(share: FairShare, typed: TypedLines): Edited {
  const numbers = share.lines.map((line) => wholeNumber(typed[lineKey(line)] ?? line.total.toString()));
  return {
    wrong: numbers.map((number) => number === undefined),
    lines: share.lines.flatMap(({ fromStore, toStore, total }, at) => {
      const pieces = numbers[at];
      return pieces === undefined || pieces === total ? [] : [{ fromStore, toStore, quantity: { pieces } }];
    }),
  };
}

/** Bars of the chart: days before and after in tenths, the least first. */
export interface Bar {
  store: string;
  before: number;
  after: number;
}

export function barsOf(share: FairShare): Bar[] {
  const bars = new Map<string, Bar>();
  for (const { store, standing } of rowsOf(share)) {
    if (standing?.daysBeforeTenths === undefined) continue;
    bars.set(store, { store, before: Number(standing.daysBeforeTenths), after: Number(standing.daysAfterTenths ?? standing.daysBeforeTenths) });
  }
  return [...bars.values()].sort((a, b) => a.before - b.before);
}

export function barText({ before, after }: Bar, sight: Sight): string {
  const days = (value: number) => tenths(BigInt(value));
  return sight.say(sharing.days, before === after ? days(before) : `${days(before)} → ${days(after)}`);
}

/** How many, with what is grouped. */
export function placesText(share: FairShare): string {
  return grouped(new Set(share.lines.map((line) => line.toStore)).size);
}
