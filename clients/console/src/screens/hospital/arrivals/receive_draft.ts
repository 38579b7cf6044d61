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

export interface TypedArrival {
  quantity: TypedQuantity;
  /** What became of the rest. */
  reason: RejectionReason;
  note: string;
}

export interface ReceiptDraft extends DraftContent {
  shipment: string;
  lines: Record<string, TypedArrival>;
}

/** What of a line is still to be received: what comes back to the sender is not. */
export function expectedOf(line: Shipment["lines"][number]): bigint {
  return line.inTransit - line.returning;
}

/** Filled in as if all had arrived: mostly it has. */
export function newReceiptDraft(shipment: Shipment, unitOf: (item: string) => Unit): ReceiptDraft {
  return {
    requestId: newRequestId(), isSent: false, problem: "", shipment: shipment.name,
    lines: Object.fromEntries(shipment.lines.filter((line) => expectedOf(line) > 0n).map((line) => [line.item,
      { quantity: typedOf(expectedOf(line), unitOf(line.item)), reason: RejectionReason.UNSPECIFIED, note: "" }])),
  };
}

export type ArrivalState = "all" | "less" | "more" | "wrong" | "unexplained";

export function arrivalState(typed: TypedArrival, expected: bigint, unit: Unit): ArrivalState {
  const total = totalOf(typed.quantity, unit);
  if (total === undefined) return "wrong";
  if (total === expected) return "all";
  if (total > expected) return "more";
  const isExplained = typed.reason !== RejectionReason.UNSPECIFIED &&
    (typed.reason !== RejectionReason.OTHER || typed.note.trim() !== "");
  return isExplained ? "less" : "unexplained";
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
  const rest = expected - accepted;
  return {
    item, accepted: { pieces: accepted },
    rejections: rest > 0n ? [{ reason: typed.reason, quantity: { pieces: rest }, note: typed.note }] : [],
  };
}
