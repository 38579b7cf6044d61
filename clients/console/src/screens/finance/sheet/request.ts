// Ids of a sheet's requests, made of what its rows say: imported again it
// records nothing twice, also after the command line did.
import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { CreatePaymentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf } from "$src/format/money.ts";
import { contentOf, type SheetPayment } from "./reader.ts";

/** How often a row was refused, by its first id: tried again it needs another. */
export type Attempts = Record<string, number>;
export const ATTEMPTS_KEY = "sheet-attempts";

/** 32 hex digits. */
export async function digest(content: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content)));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function importId(payment: Omit<SheetPayment, "row">): Promise<string> {
  return `import-${await digest(contentOf(payment))}`;
}

export function attemptId(id: string, refusals: number): string {
  return refusals === 0 ? id : `${id}-${refusals + 1}`;
}

export function paymentRequests(payments: readonly SheetPayment[], ids: readonly string[], county: string):
    MessageInitShape<typeof CreatePaymentRequestSchema>[] {
  return payments.map((payment, at) => create(CreatePaymentRequestSchema, { requestId: ids[at]!, parent: county, payment: {
    allocation: payment.allocation, purpose: payment.purpose, amount: moneyOf(payment.fen), paymentDate: dayOfIso(payment.day)!,
    payee: payment.payee, method: payment.method, invoice: payment.invoice, voucher: payment.voucher, summary: payment.summary } }));
}
