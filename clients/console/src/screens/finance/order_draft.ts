// An order as it is typed: what is bought out of an allocation, line by line.
// Pure functions.
import { create, toBinary } from "@bufbuild/protobuf";
import { CreateCommitmentRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf, typedFen } from "$src/format/money.ts";
import { wholeNumber } from "$src/format/number.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";
import { resourceId } from "./document_draft.ts";

export interface OrderLineDraft {
  /** For the list alone. */
  key: string;
  purpose: string;
  /** Empty: a service. */
  item: string;
  quantity: string;
  description: string;
  amount: string;
}

export interface OrderDraft extends DraftContent {
  allocation: string;
  supplier: string;
  number: string;
  title: string;
  day: string;
  lines: OrderLineDraft[];
}

export function newOrderLine(key: string, purpose = ""): OrderLineDraft {
  return { key, purpose, item: "", quantity: "", description: "", amount: "" };
}

export function newOrderDraft(allocation: string, day: string, purpose: string): OrderDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", allocation, supplier: "", number: "", title: "", day,
    lines: [newOrderLine("1", purpose)] };
}

/** What the lines ask of a purpose together. */
export function askedFor(draft: OrderDraft, purpose: string): bigint {
  return draft.lines.reduce((sum, line) => sum + (line.purpose === purpose ? (typedFen(line.amount) ?? 0n) : 0n), 0n);
}

export function totalOf(draft: OrderDraft): bigint {
  return draft.lines.reduce((sum, line) => sum + (typedFen(line.amount) ?? 0n), 0n);
}

export function isWhole(draft: OrderDraft): boolean {
  return draft.supplier.trim() !== "" && dayOfIso(draft.day) !== undefined && draft.lines.length > 0 &&
    draft.lines.every((line) => line.purpose !== "" && (typedFen(line.amount) ?? 0n) > 0n &&
      (line.item === "" ? line.description.trim() !== "" : (wholeNumber(line.quantity) ?? 0n) > 0n));
}

export function orderRequest(draft: OrderDraft, county: string): Uint8Array {
  return toBinary(CreateCommitmentRequestSchema, create(CreateCommitmentRequestSchema, {
    requestId: draft.requestId, parent: county, commitmentId: resourceId("c", draft.requestId),
    commitment: {
      allocation: draft.allocation, supplier: draft.supplier.trim(), number: draft.number.trim(), title: draft.title.trim(),
      commitmentDate: dayOfIso(draft.day)!,
      lines: draft.lines.map((line) => ({ purpose: line.purpose, description: line.description.trim(), item: line.item,
        quantity: line.item === "" ? 0n : wholeNumber(line.quantity)!, amount: moneyOf(typedFen(line.amount)!) })),
    },
  }));
}
