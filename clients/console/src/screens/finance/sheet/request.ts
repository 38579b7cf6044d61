// A sheet as one batch, under ids made of what its rows say: imported again it
// records nothing twice, also after the command line did.
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { moneyOf } from "$src/format/money.ts";
import type { Entry } from "$src/outbox/entry.ts";
import { failureOfStatus, type Failure } from "$src/rpc/failure.ts";
import { contentOf, type SheetPayment } from "./reader.ts";

/** How often a row was refused, by its first id: tried again it needs another. */
export type Attempts = Record<string, number>;
export const ATTEMPTS_KEY = "sheet-attempts";

async function digest(content: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(content)));
  return Array.from(bytes.slice(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function importId(payment: Omit<SheetPayment, "row">): Promise<string> {
  return `import-${await digest(contentOf(payment))}`;
}

function attemptId(id: string, refusals: number): string {
  return refusals === 0 ? id : `${id}-${refusals + 1}`;
}

/** The batch, all or none, and the id of the whole. */
export async function sheetRequest(payments: readonly SheetPayment[], county: string, attempts: Attempts):
    Promise<{ id: string; request: Uint8Array }> {
  const ids = await Promise.all(payments.map(async (payment) => {
    const id = await importId(payment);
    return attemptId(id, attempts[id] ?? 0);
  }));
  const requests = payments.map((payment, at) => ({ requestId: ids[at]!, parent: county, payment: {
    allocation: payment.allocation, purpose: payment.purpose, amount: moneyOf(payment.fen), paymentDate: dayOfIso(payment.day)!,
    payee: payment.payee, method: payment.method, invoice: payment.invoice, voucher: payment.voucher, summary: payment.summary } }));
  return {
    id: `sheet-${await digest(ids.join("\n"))}`,
    request: toBinary(BatchCreatePaymentsRequestSchema,
      create(BatchCreatePaymentsRequestSchema, { parent: county, requests, allOrNothing: true })),
  };
}

export interface SheetResult {
  recorded: number;
  waiting: number;
  /** Of rows that stood in the way; `at` counts from 0. */
  refused: { at: number; failure: Failure }[];
}

export function resultOf(entry: Entry): SheetResult {
  const result: SheetResult = { recorded: 0, waiting: 0, refused: [] };
  fromBinary(BatchCreatePaymentsResponseSchema, entry.answer!).results.forEach(({ outcome }, at) => {
    if (outcome.case === "response") {
      if (outcome.value.proposal) result.waiting++;
      else result.recorded++;
    } else if (outcome.case === "error") {
      const failure = failureOfStatus(outcome.value);
      // The others only fell with it.
      if (failure.reason !== "BATCH_REFUSED") result.refused.push({ at, failure });
    }
  });
  return result;
}

/** With the rows that this entry was refused for, so that they get other ids. */
export function attemptsAfter(attempts: Attempts, entry: Entry): Attempts {
  const { requests } = fromBinary(BatchCreatePaymentsRequestSchema, entry.request);
  const next = { ...attempts };
  for (const { at, failure } of resultOf(entry).refused) {
    if (!failure.receipt) continue;
    const [, id, attempt] = /^(import-[0-9a-f]{32})(?:-(\d+))?$/.exec(requests[at]!.requestId)!;
    next[id!] = Math.max(next[id!] ?? 0, Number(attempt ?? 1));
  }
  return next;
}
