// How the writes of this view are sent. Each ends with its draft, where it has
// one; what became of it stays in the outbox until the person has seen it.
import { ResolveArrivalRequestSchema, ResolveArrivalResponseSchema, RetryArrivalRequestSchema, RetryArrivalResponseSchema }
  from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema, CreateCommitmentRequestSchema, CreateCommitmentResponseSchema, PayCommitmentRequestSchema, PayCommitmentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema, BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema, CreateAllocationDocumentRequestSchema,
  CreateAllocationDocumentResponseSchema, CreatePaymentRequestSchema, CreatePaymentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { ApproveProposalRequestSchema, ApproveProposalResponseSchema, RejectProposalRequestSchema, RejectProposalResponseSchema,
  WithdrawProposalRequestSchema, WithdrawProposalResponseSchema } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { ApproveSubjectProposalRequestSchema, ApproveSubjectProposalResponseSchema, RejectSubjectProposalRequestSchema,
  RejectSubjectProposalResponseSchema } from "$calls/finance/epiledger/readiness/v1/subject_proposal_service_pb.ts";
import type { AboutSent } from "$src/desk/sending.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import type { Office } from "./office.ts";
import type { EntryKind } from "./sheet/kinds.ts";
import { ATTEMPTS_KEY, type Attempts } from "./sheet/request.ts";
import { attemptsAfter } from "./sheet/result.ts";

export type Kind = "payment" | "order-payment" | "document" | "order" | "approve" | "reject" | "withdraw" | "retry-arrival" |
  "resolve-arrival" | "approve-roles" | "reject-roles" | EntryKind;

/** What every entry of this view says of itself. */
export interface About extends AboutSent {
  /** Of a payment or order: the allocation and, of a payment, the purpose. */
  allocation?: string;
  purpose?: string;
}

/** Entries of this view: another view of the same person may have its own. */
export function isOurs(kind: string): boolean {
  return kind in KINDS;
}

const KINDS: Record<Kind, true> = { payment: true, "order-payment": true, document: true, order: true, approve: true, reject: true,
  withdraw: true, "retry-arrival": true, "resolve-arrival": true, "payment-sheet": true, "document-sheet": true, "order-sheet": true, "approve-roles": true, "reject-roles": true };

export function writersOf({ funding, purchases, proposing, arriving, granting }: Office): Record<Kind, Writer> {
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
    "approve-roles": plainWriter(ApproveSubjectProposalRequestSchema, ApproveSubjectProposalResponseSchema, (asked) => granting.approveSubjectProposal(asked)),
    "reject-roles": plainWriter(RejectSubjectProposalRequestSchema, RejectSubjectProposalResponseSchema, (asked) => granting.rejectSubjectProposal(asked)),
    "payment-sheet": sheetWriter(plainWriter(BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema,
      (asked) => funding.batchCreatePayments(asked))),
    "document-sheet": sheetWriter(plainWriter(BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema,
      (asked) => funding.batchCreateAllocationDocuments(asked))),
    "order-sheet": sheetWriter(plainWriter(BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema,
      (asked) => purchases.batchCreateCommitments(asked))),
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
