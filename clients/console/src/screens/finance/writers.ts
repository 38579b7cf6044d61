// How the writes of this view are sent. Each ends with its draft, where it has
// one; what became of it stays in the outbox until the person has seen it.
import { ResolveArrivalRequestSchema, ResolveArrivalResponseSchema, RetryArrivalRequestSchema, RetryArrivalResponseSchema }
  from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { CreateCommitmentRequestSchema, CreateCommitmentResponseSchema, PayCommitmentRequestSchema, PayCommitmentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema, CreateAllocationDocumentRequestSchema,
  CreateAllocationDocumentResponseSchema, CreatePaymentRequestSchema, CreatePaymentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { ApproveProposalRequestSchema, ApproveProposalResponseSchema, RejectProposalRequestSchema, RejectProposalResponseSchema,
  WithdrawProposalRequestSchema, WithdrawProposalResponseSchema } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter, type AboutDraft } from "$src/outbox/plain_writer.ts";
import type { Office } from "./office.ts";
import { ATTEMPTS_KEY, attemptsAfter, type Attempts } from "./sheet/request.ts";

export type Kind = "payment" | "order-payment" | "document" | "order" | "approve" | "reject" | "withdraw" | "retry-arrival" |
  "resolve-arrival" | "payment-sheet";

/** What every entry of this view says of itself. */
export interface About extends AboutDraft {
  /** Where the draft is typed. */
  draft: string;
  /** What it is about, in words. */
  title: string;
  /** Which screen it was typed on: the parts of its address. */
  screen: string[];
  /** Of a payment or order: the allocation and, of a payment, the purpose. */
  allocation?: string;
  purpose?: string;
}

/** Entries of this view: another view of the same person may have its own. */
export function isOurs(kind: string): boolean {
  return kind in KINDS;
}

const KINDS: Record<Kind, true> = { payment: true, "order-payment": true, document: true, order: true, approve: true, reject: true,
  withdraw: true, "retry-arrival": true, "resolve-arrival": true, "payment-sheet": true };

export function writersOf({ funding, purchases, proposing, arriving }: Office): Record<Kind, Writer> {
  return {
    payment: plainWriter(CreatePaymentRequestSchema, CreatePaymentResponseSchema, (asked) => funding.createPayment(asked)),
    "order-payment": plainWriter(PayCommitmentRequestSchema, PayCommitmentResponseSchema, (asked) => purchases.payCommitment(asked)),
    document: plainWriter(CreateAllocationDocumentRequestSchema, CreateAllocationDocumentResponseSchema,
      (asked) => funding.createAllocationDocument(asked)),
    order: plainWriter(CreateCommitmentRequestSchema, CreateCommitmentResponseSchema, (asked) => purchases.createCommitment(asked)),
    approve: plainWriter(ApproveProposalRequestSchema, ApproveProposalResponseSchema, (asked) => proposing.approveProposal(asked)),
    reject: plainWriter(RejectProposalRequestSchema, RejectProposalResponseSchema, (asked) => proposing.rejectProposal(asked)),
    withdraw: plainWriter(WithdrawProposalRequestSchema, WithdrawProposalResponseSchema, (asked) => proposing.withdrawProposal(asked)),
    "retry-arrival": plainWriter(RetryArrivalRequestSchema, RetryArrivalResponseSchema, (asked) => arriving.retryArrival(asked)),
    "resolve-arrival": plainWriter(ResolveArrivalRequestSchema, ResolveArrivalResponseSchema, (asked) => arriving.resolveArrival(asked)),
    "payment-sheet": sheetWriter(plainWriter(BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema,
      (asked) => funding.batchCreatePayments(asked))),
  };
}

/** A row that was refused is refused for ever under its id. */
function sheetWriter({ send }: Writer): Writer {
  return {
    send,
    settle: async (entry, step, owner) => {
      if (entry.state !== "recorded") return;
      const kept = await step.get<Attempts>("drafts", owner, ATTEMPTS_KEY);
      await step.put("drafts", owner, ATTEMPTS_KEY, attemptsAfter(kept?.value ?? {}, entry));
    },
  };
}
