// What became of rejected goods, as it is typed. Pure.
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import type { Shipment } from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import { TakeBackShipmentRequestSchema, type TakeBackShipmentRequest_LineSchema }
  from "$calls/warehouse/epiledger/supplies/v1/shipment_service_pb.ts";
import { LossReason } from "$calls/warehouse/epiledger/supplies/v1/supplies_pb.ts";
import { timestampOf } from "$src/format/day.ts";
import { totalOf, typedOf, type TypedQuantity, type Unit } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface TypedReturn {
  /** What is back in the store. */
  quantity: TypedQuantity;
  /** Why the rest is written off; UNSPECIFIED: it is told later. */
  reason: LossReason;
  note: string;
}

export interface TakeBackDraft extends DraftContent {
  lines: Record<string, TypedReturn>;
}

type Line = Shipment["lines"][number];

export function newTakeBackDraft(shipment: Shipment, unitOf: (item: string) => Unit): TakeBackDraft {
  return {
    requestId: newRequestId(), isSent: false, problem: "",
    lines: Object.fromEntries(shipment.lines.filter((line) => line.returning > 0n).map((line) => [line.item,
      { quantity: typedOf(line.returning, unitOf(line.item)), reason: LossReason.UNSPECIFIED, note: "" }])),
  };
}

export type ReturnState = "all" | "less" | "more" | "wrong" | "unexplained";

export function returnState(typed: TypedReturn, waiting: bigint, unit: Unit): ReturnState {
  const total = totalOf(typed.quantity, unit);
  if (total === undefined) return "wrong";
  if (total >= waiting) return total === waiting ? "all" : "more";
  return typed.reason === LossReason.OTHER && typed.note.trim() === "" ? "unexplained" : "less";
}

function linesOf(line: Line, typed: TypedReturn, unit: Unit): MessageInitShape<typeof TakeBackShipmentRequest_LineSchema>[] {
  const back = totalOf(typed.quantity, unit) ?? 0n;
  const lost = typed.reason === LossReason.UNSPECIFIED ? 0n : line.returning - back;
  return [
    ...(back > 0n ? [{ item: line.item, quantity: { pieces: back } }] : []),
    ...(lost > 0n ? [{ item: line.item, quantity: { pieces: lost }, lossReason: typed.reason, note: typed.note.trim() }] : []),
  ];
}

function allLines(draft: TakeBackDraft, shipment: Shipment, unitOf: (item: string) => Unit) {
  return shipment.lines.flatMap((line) => {
    const typed = draft.lines[line.item];
    return typed ? linesOf(line, typed, unitOf(line.item)) : [];
  });
}

/** Whether it says something, and nothing that cannot be. */
export function isWhole(draft: TakeBackDraft, shipment: Shipment, unitOf: (item: string) => Unit): boolean {
  return allLines(draft, shipment, unitOf).length > 0 && shipment.lines.every((line) => {
    const typed = draft.lines[line.item];
    return !typed || ["all", "less"].includes(returnState(typed, line.returning, unitOf(line.item)));
  });
}

export function requestOf(draft: TakeBackDraft, shipment: Shipment, unitOf: (item: string) => Unit, now: number): Uint8Array {
  return toBinary(TakeBackShipmentRequestSchema, create(TakeBackShipmentRequestSchema, {
    requestId: draft.requestId, name: shipment.name, returnTime: timestampOf(now), lines: allLines(draft, shipment, unitOf) }));
}
