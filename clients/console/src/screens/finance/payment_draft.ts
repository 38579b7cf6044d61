// A payment as it is typed, of an allocation directly or of an order's line.
// Pure functions.
import { create, toBinary } from "@bufbuild/protobuf";
import { PayCommitmentRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { Payment_Method } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { CreatePaymentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf, typedFen } from "$src/format/money.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface PaymentDraft extends DraftContent {
  /** The allocation, or the order. */
  source: string;
  /** Of an order: the number of its line; 0 of an allocation. */
  line: number;
  purpose: string;
  amount: string;
  /** `2026-11-30`. */
  day: string;
  payee: string;
  method: Payment_Method;
  invoice: string;
  /** Of the invoice as a whole, where this pays a part. */
  invoiceAmount: string;
  voucher: string;
  summary: string;
  /** Ahead of the goods of an order. */
  isPrepayment: boolean;
}

export function newPaymentDraft(source: string, line: number, day: string): PaymentDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", source, line, purpose: "", amount: "", day, payee: "",
    method: Payment_Method.DIRECT, invoice: "", invoiceAmount: "", voucher: "", summary: "", isPrepayment: false };
}

/** What is still to be filled in. */
export function missingOf(draft: PaymentDraft): ("purpose" | "amount" | "day" | "payee")[] {
  const isOrder = draft.line > 0;
  const missing: ("purpose" | "amount" | "day" | "payee")[] = [];
  if (!isOrder && draft.purpose === "") missing.push("purpose");
  if ((typedFen(draft.amount) ?? 0n) === 0n) missing.push("amount");
  if (!dayOfIso(draft.day)) missing.push("day");
  if (!isOrder && draft.payee.trim() === "") missing.push("payee");
  return missing;
}

function sharedOf(draft: PaymentDraft) {
  const whole = typedFen(draft.invoiceAmount) ?? 0n;
  return {
    amount: moneyOf(typedFen(draft.amount)!), paymentDate: dayOfIso(draft.day)!, method: draft.method,
    invoice: draft.invoice.trim(), voucher: draft.voucher.trim(), summary: draft.summary.trim(),
    ...(whole > 0n && draft.invoice.trim() !== "" && { invoiceAmount: moneyOf(whole) }),
  };
}

export function paymentRequest(draft: PaymentDraft, county: string): Uint8Array {
  return toBinary(CreatePaymentRequestSchema, create(CreatePaymentRequestSchema, {
    requestId: draft.requestId, parent: county,
    payment: { ...sharedOf(draft), allocation: draft.source, purpose: draft.purpose, payee: draft.payee.trim() },
  }));
}

export function orderPaymentRequest(draft: PaymentDraft): Uint8Array {
  return toBinary(PayCommitmentRequestSchema, create(PayCommitmentRequestSchema, {
    ...sharedOf(draft), requestId: draft.requestId, name: draft.source, line: BigInt(draft.line), prepayment: draft.isPrepayment,
  }));
}
