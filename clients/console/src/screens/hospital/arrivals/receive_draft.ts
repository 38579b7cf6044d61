// A receipt as it is typed: what arrived of a shipment, and what became of the
// rest. Pure functions.
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { RejectionReason, type Shipment, type ShipmentReceipt_LineSchema }
  from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import { CreateShipmentReceiptRequestSchema } from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import { timestampOf } from "$src/format/day.ts";
import { totalOf, typedOf, type TypedQuantity, type Unit } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

/** What became of a part of what was not accepted. */
export interface TypedRest {
  reason: RejectionReason;
  note: string;
  /** Of the first: not typed, it is what the others leave. */
  quantity: TypedQuantity;
}

export interface TypedArrival {
  quantity: TypedQuantity;
  /** At least one; they count where something was not accepted. */
  rests: TypedRest[];
}

export interface ReceiptDraft extends DraftContent {
  shipment: string;
  lines: Record<string, TypedArrival>;
}

/** What of a line is still to be received: what comes back to the sender is not. */
export function expectedOf(line: Shipment["lines"][number]): bigint {
  return line.inTransit - line.returning;
}

export function emptyRest(): TypedRest {
  return { reason: RejectionReason.UNSPECIFIED, note: "", quantity: { pieces: "", packs: {} } };
}

/** As an older version kept a line: one reason for all that was not accepted. */
interface OldArrival {
  quantity: TypedQuantity;
  rests?: TypedRest[];
  reason?: RejectionReason;
  note?: string;
}

/** A draft of this version or an older one. */
export function withRests(draft: ReceiptDraft): ReceiptDraft {
  const lines = Object.entries<OldArrival>(draft.lines).map(([item, { quantity, rests, reason, note }]): [string, TypedArrival] =>
    [item, { quantity, rests: rests ?? [{ ...emptyRest(), reason: reason ?? RejectionReason.UNSPECIFIED, note: note ?? "" }] }]);
  return { ...draft, lines: Object.fromEntries(lines) };
}

/** Filled in as if all had arrived: mostly it has. */
export function newReceiptDraft(shipment: Shipment, unitOf: (item: string) => Unit): ReceiptDraft {
  return {
    requestId: newRequestId(), isSent: false, problem: "", shipment: shipment.name,
    lines: Object.fromEntries(shipment.lines.filter((line) => expectedOf(line) > 0n).map((line) => [line.item,
      { quantity: typedOf(expectedOf(line), unitOf(line.item)), rests: [emptyRest()] }])),
  };
}

export type ArrivalState = "all" | "less" | "more" | "wrong" | "unexplained";

export function arrivalState(typed: TypedArrival, expected: bigint, unit: Unit): ArrivalState {
  const total = totalOf(typed.quantity, unit);
  if (total === undefined) return "wrong";
  if (total === expected) return "all";
  if (total > expected) return "more";
  const amounts = restAmounts(typed, expected, unit);
  const isExplained = typed.rests.every((rest, at) => rest.reason !== RejectionReason.UNSPECIFIED &&
    (rest.reason !== RejectionReason.OTHER || rest.note.trim() !== "") && (amounts[at] ?? 0n) > 0n);
  return isExplained ? "less" : "unexplained";
}

/** How much each of the rests is; nothing where its field is no number. */
export function restAmounts(typed: TypedArrival, expected: bigint, unit: Unit): (bigint | undefined)[] {
  const others = typed.rests.slice(1).map((rest) => totalOf(rest.quantity, unit));
  const left = expected - (totalOf(typed.quantity, unit) ?? 0n);
  return [others.reduce<bigint>((sum, one) => sum - (one ?? 0n), left), ...others];
}

export function requestOf(draft: ReceiptDraft, shipment: Shipment, unitOf: (item: string) => Unit, now: number): Uint8Array {
  const lines = shipment.lines.filter((line) => draft.lines[line.item]).map((line) =>
    lineOf(line.item, expectedOf(line), draft.lines[line.item]!, unitOf(line.item)));
  const acceptAll = lines.every((line) => (line.rejections ?? []).length === 0);
  return toBinary(CreateShipmentReceiptRequestSchema, create(CreateShipmentReceiptRequestSchema, {
    requestId: draft.requestId, parent: shipment.toStore,
    shipmentReceipt: { shipment: shipment.name, receiptTime: timestampOf(now), acceptAll, lines: acceptAll ? [] : lines },
  }));
}

function lineOf(item: string, expected: bigint, typed: TypedArrival, unit: Unit): MessageInitShape<typeof ShipmentReceipt_LineSchema> {
  const accepted = totalOf(typed.quantity, unit) ?? 0n;
  const amounts = restAmounts(typed, expected, unit);
  return {
    item, accepted: { pieces: accepted },
    rejections: accepted >= expected ? [] : typed.rests.map(({ reason, note }, at) =>
      ({ reason, quantity: { pieces: amounts[at] ?? 0n }, note: note.trim() })),
  };
}
