// How the writes of this view are sent. Each ends with its draft, where it has
// one; what became of it stays in the outbox until the person has seen it.
import { CreateAllocationChangeRequestSchema, CreateAllocationChangeResponseSchema }
  from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import { ResolveArrivalRequestSchema, ResolveArrivalResponseSchema, RetryArrivalRequestSchema, RetryArrivalResponseSchema }
  from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { CreateCarryOverRequestSchema, CreateCarryOverResponseSchema } from "$calls/finance/epiledger/funding/v1/carry_over_service_pb.ts";
import { BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema, CreateCommitmentRequestSchema, CreateCommitmentResponseSchema, CreateRefundRequestSchema, CreateRefundResponseSchema, PayCommitmentRequestSchema,
  PayCommitmentResponseSchema, ReleaseCommitmentRequestSchema, ReleaseCommitmentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema, BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema, CreateAllocationDocumentRequestSchema,
  CreateAllocationDocumentResponseSchema, CreatePaymentRequestSchema, CreatePaymentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { ApproveProposalRequestSchema, ApproveProposalResponseSchema, RejectProposalRequestSchema, RejectProposalResponseSchema,
  UpdateApprovalLimitsRequestSchema, UpdateApprovalLimitsResponseSchema, WithdrawProposalRequestSchema, WithdrawProposalResponseSchema } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { ReverseEntryRequestSchema, ReverseEntryResponseSchema } from "$calls/finance/epiledger/funding/v1/reversal_service_pb.ts";
import { ApproveSubjectProposalRequestSchema, ApproveSubjectProposalResponseSchema, RejectSubjectProposalRequestSchema,
  RejectSubjectProposalResponseSchema } from "$calls/finance/epiledger/readiness/v1/subject_proposal_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { AboutSent } from "$src/desk/sending.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { Office } from "./office.ts";
import type { EntryKind } from "./sheet/kinds.ts";
import { ATTEMPTS_KEY, type Attempts } from "./sheet/request.ts";
import { attemptsAfter } from "./sheet/result.ts";

export type Kind = "payment" | "order-payment" | "document" | "order" | "approve" | "reject" | "withdraw" | "retry-arrival" |
  "resolve-arrival" | "approve-roles" | "reject-roles" | "reverse" | "release" | "refund" | "limits" | "change" | "carry-over" | EntryKind;

/** What every entry of this view says of itself. */
export interface About extends AboutSent {
  /** Of a payment or order: the allocation and, of a payment, the purpose. */
  allocation?: string;
  purpose?: string;
  /** Of a document: the fund of each of its lines. */
  funds?: readonly string[];
  /** Where it is seen once it is recorded; absent: where it was typed. */
  next?: readonly string[];
}

/** Entries of this view: another view of the same person may have its own. */
export function isOurs(kind: string): boolean {
  return kind in KINDS;
}

const KINDS: Record<Kind, true> = { payment: true, "order-payment": true, document: true, order: true, approve: true, reject: true,
  withdraw: true, "retry-arrival": true, "resolve-arrival": true, "payment-sheet": true, "document-sheet": true, "order-sheet": true, "approve-roles": true, "reject-roles": true,
  reverse: true, release: true, refund: true, limits: true, change: true, "carry-over": true };

export function writersOf({ funding, purchases, proposing, arriving, granting, reversing, changing, carrying }: Office): Record<Kind, Writer> {
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
    limits: plainWriter(UpdateApprovalLimitsRequestSchema, UpdateApprovalLimitsResponseSchema, (asked) => proposing.updateApprovalLimits(asked)),
    change: plainWriter(CreateAllocationChangeRequestSchema, CreateAllocationChangeResponseSchema, (asked) => changing.createAllocationChange(asked)),
    "carry-over": plainWriter(CreateCarryOverRequestSchema, CreateCarryOverResponseSchema, (asked) => carrying.createCarryOver(asked)),
    reverse: plainWriter(ReverseEntryRequestSchema, ReverseEntryResponseSchema, (asked) => reversing.reverseEntry(asked)),
    release: plainWriter(ReleaseCommitmentRequestSchema, ReleaseCommitmentResponseSchema, (asked) => purchases.releaseCommitment(asked)),
    refund: plainWriter(CreateRefundRequestSchema, CreateRefundResponseSchema, (asked) => purchases.createRefund(asked)),
    "payment-sheet": sheetWriter(plainWriter(BatchCreatePaymentsRequestSchema, BatchCreatePaymentsResponseSchema,
      (asked) => funding.batchCreatePayments(asked))),
    "document-sheet": sheetWriter(plainWriter(BatchCreateAllocationDocumentsRequestSchema, BatchCreateAllocationDocumentsResponseSchema,
      (asked) => funding.batchCreateAllocationDocuments(asked))),
    "order-sheet": sheetWriter(plainWriter(BatchCreateCommitmentsRequestSchema, BatchCreateCommitmentsResponseSchema,
      (asked) => purchases.batchCreateCommitments(asked))),
  };
}

/** What was recorded here is sent from now on. */
export function register(desk: Desk): void {
  desk.outbox.registerAll(writersOf(new Office(desk)));
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
