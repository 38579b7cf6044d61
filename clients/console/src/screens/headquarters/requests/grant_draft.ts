// A grant as it is typed: of each item that is asked for, how much out of which
// store. Pure functions.
import { create, toBinary } from "@bufbuild/protobuf";
import type { Requisition } from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import { GrantRequisitionRequestSchema } from "$calls/headquarters/epiledger/supplies/v1/requisition_service_pb";
import { totalOf, typedOf, type TypedQuantity, type Unit } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface Given {
  store: string;
  quantity: TypedQuantity;
}

export interface GrantLine {
  item: string;
  given: Given[];
}

export interface GrantDraft extends DraftContent {
  lines: GrantLine[];
  /** Facilities beside the warehouses that may give, as a person chose them. */
  others: string[];
  note: string;
}

/** A store that may give, and what is free there by item. */
export interface Giver {
  store: string;
  free: ReadonlyMap<string, bigint>;
}

export type UnitOf = (item: string) => Unit;

function nothing(store: string): Given {
  return { store, quantity: { pieces: "", packs: {} } };
}

export function freeIn(givers: readonly Giver[], store: string, item: string): bigint {
  return givers.find((one) => one.store === store)?.free.get(item) ?? 0n;
}

/** All of what is asked for out of the first store that suffices; where none
 * does, a person divides it. */
export function newGrantDraft({ lines }: Requisition, givers: readonly Giver[], unitOf: UnitOf): GrantDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", others: [], note: "",
    lines: lines.map(({ item, total }) => {
      const able = givers.filter(({ free }) => (free.get(item) ?? 0n) > 0n);
      const first = able.find(({ free }) => free.get(item)! >= total);
      return { item, given: able.map((giver) =>
        (giver === first ? { store: giver.store, quantity: typedOf(total, unitOf(item)) } : nothing(giver.store))) };
    }) };
}

/** The same lines with a place for each store that has some by now. */
export function withGivers(lines: readonly GrantLine[], givers: readonly Giver[]): GrantLine[] {
  return lines.map(({ item, given }) => ({ item, given: [...given,
    ...givers.filter(({ store, free }) => (free.get(item) ?? 0n) > 0n && !given.some((one) => one.store === store))
      .map(({ store }) => nothing(store))] }));
}

/** What of a line is given; nothing where a field is no number. */
export function givenOf({ item, given }: GrantLine, unitOf: UnitOf): bigint | undefined {
  const totals = given.map(({ quantity }) => totalOf(quantity, unitOf(item)));
  return totals.reduce<bigint | undefined>((sum, one) => (sum === undefined || one === undefined ? undefined : sum + one), 0n);
}

/** The stores that give some of a line, and how much each. */
export function partsOf({ item, given }: GrantLine, unitOf: UnitOf): { store: string; pieces: bigint }[] {
  return given.map(({ store, quantity }) => ({ store, pieces: totalOf(quantity, unitOf(item)) ?? 0n })).filter(({ pieces }) => pieces > 0n);
}

/** Whether it may be sent: some of it, and nothing beyond what is asked for. */
export function isWhole(draft: GrantDraft, requisition: Requisition, unitOf: UnitOf): boolean {
  const given = draft.lines.map((line) => givenOf(line, unitOf));
  return given.some((one) => one !== undefined && one > 0n) &&
    draft.lines.every(({ item }, at) => given[at] !== undefined && given[at] <= (requisition.lines.find((line) => line.item === item)?.total ?? 0n));
}

/** Stores that give anything: each makes a shipment. */
export function storesOf(draft: GrantDraft, unitOf: UnitOf): Set<string> {
  return new Set(draft.lines.flatMap((line) => partsOf(line, unitOf).map(({ store }) => store)));
}

export function requestOf(draft: GrantDraft, name: string, unitOf: UnitOf): Uint8Array {
  return toBinary(GrantRequisitionRequestSchema, create(GrantRequisitionRequestSchema, {
    requestId: draft.requestId, name, note: draft.note.trim(),
    grants: draft.lines.flatMap((line) => partsOf(line, unitOf).map(({ store, pieces }) => ({ item: line.item, store, quantity: { pieces } }))) }));
}
