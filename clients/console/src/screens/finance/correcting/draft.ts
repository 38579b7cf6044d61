// What is typed to put something right, and the requests it becomes. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { CreateRefundRequestSchema, ReleaseCommitmentRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import type { Payment } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { ReverseEntryRequestSchema } from "$calls/finance/epiledger/funding/v1/reversal_service_pb.ts";
import type { NoteDraft } from "$src/desk/note.ts";
import { dayOfIso } from "$src/format/day.ts";
import { fenOf, moneyOf, typedFen } from "$src/format/money.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface ReturnDraft extends DraftContent {
  amount: string;
  /** `2026-11-30`. */
  day: string;
  reason: string;
  /** Of a refund alone. */
  voucher: string;
  isOwedAgain: boolean;
}

export function newReturnDraft(day: string): ReturnDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", amount: "", day, reason: "", voucher: "", isOwedAgain: false };
}

/** Left empty, all that is held is released. */
export function isWholeRelease({ amount, day }: ReturnDraft): boolean {
  return dayOfIso(day) !== undefined && (amount.trim() === "" || (typedFen(amount) ?? 0n) > 0n);
}

export function isWholeRefund({ amount, day, reason }: ReturnDraft): boolean {
  return dayOfIso(day) !== undefined && (typedFen(amount) ?? 0n) > 0n && reason.trim() !== "";
}

/** What was paid and not given back. */
export function refundableOf({ amount, refunded }: Payment): bigint {
  return (amount ? fenOf(amount) : 0n) - (refunded ? fenOf(refunded) : 0n);
}

/** `line` 0: all lines, all that they hold. */
export function releaseRequest(draft: ReturnDraft, order: string, line: number): Uint8Array {
  const fen = line > 0 ? (typedFen(draft.amount) ?? 0n) : 0n;
  return toBinary(ReleaseCommitmentRequestSchema, create(ReleaseCommitmentRequestSchema, {
    requestId: draft.requestId, name: order, line: BigInt(line), releaseDate: dayOfIso(draft.day)!, reason: draft.reason.trim(),
    ...(fen > 0n && { amount: moneyOf(fen) }),
  }));
}

export function refundRequest(draft: ReturnDraft, { name, commitment, liability }: Payment, county: string): Uint8Array {
  return toBinary(CreateRefundRequestSchema, create(CreateRefundRequestSchema, {
    requestId: draft.requestId, parent: county,
    refund: { payment: name, amount: moneyOf(typedFen(draft.amount)!), refundDate: dayOfIso(draft.day)!, reason: draft.reason.trim(),
      voucher: draft.voucher.trim(), owedAgain: draft.isOwedAgain && (commitment !== "" || liability !== "") },
  }));
}

export function reverseRequest({ requestId, note }: NoteDraft, sequence: bigint, county: string): Uint8Array {
  return toBinary(ReverseEntryRequestSchema, create(ReverseEntryRequestSchema, { requestId, parent: county, sequence, reason: note.trim() }));
}
