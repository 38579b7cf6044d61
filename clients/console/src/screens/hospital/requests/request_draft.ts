// A request for goods as it is typed. Pure functions.
import { create, toBinary } from "@bufbuild/protobuf";
import { CreateRequisitionRequestSchema } from "$calls/requests/epiledger/supplies/v1/requisition_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { isEmpty, totalOf, type TypedQuantity, type Unit } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface RequestDraft extends DraftContent {
  store: string;
  lines: { item: string; quantity: TypedQuantity }[];
  /** `2026-12-05`, or empty. */
  wantedBy: string;
  reason: string;
}

export function emptyLine(): RequestDraft["lines"][number] {
  return { item: "", quantity: { pieces: "", packs: {} } };
}

export function newRequestDraft(store: string): RequestDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", store, lines: [emptyLine()], wantedBy: "", reason: "" };
}

/** Whether it may be sent: each item once, and more than none of it. */
export function isComplete(draft: RequestDraft, unitOf: (item: string) => Unit): boolean {
  const items = draft.lines.map((line) => line.item);
  return draft.store !== "" && draft.reason.trim() !== "" && items.length > 0 && new Set(items).size === items.length &&
    draft.lines.every((line) => line.item !== "" && !isEmpty(line.quantity) && (totalOf(line.quantity, unitOf(line.item)) ?? 0n) > 0n);
}

export function requestOf(draft: RequestDraft, facility: string, unitOf: (item: string) => Unit): Uint8Array {
  const wantedBy = dayOfIso(draft.wantedBy);
  return toBinary(CreateRequisitionRequestSchema, create(CreateRequisitionRequestSchema, {
    requestId: draft.requestId, parent: facility,
    requisition: {
      store: draft.store, reason: draft.reason.trim(), ...(wantedBy ? { wantedBy } : {}),
      lines: draft.lines.map((line) => ({ item: line.item, quantity: { pieces: totalOf(line.quantity, unitOf(line.item)) ?? 0n } })),
    },
  }));
}
