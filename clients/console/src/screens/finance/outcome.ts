// Outcome: what became of an entry, as the person is told. Pure.
import { fromBinary, type DescMessage } from "@bufbuild/protobuf";
import { CreateAllocationChangeResponseSchema } from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import { ResolveArrivalResponseSchema, RetryArrivalResponseSchema }
  from "$calls/finance/epiledger/funding/v1/arrival_service_pb.ts";
import { CreateCarryOverResponseSchema } from "$calls/finance/epiledger/funding/v1/carry_over_service_pb.ts";
import { CreateCommitmentResponseSchema, CreateRefundResponseSchema, PayCommitmentResponseSchema, ReleaseCommitmentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import type { Payment } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { CreateAllocationDocumentResponseSchema, CreatePaymentResponseSchema }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import type { Proposal } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { ApproveProposalResponseSchema, RejectProposalResponseSchema, UpdateApprovalLimitsResponseSchema, WithdrawProposalResponseSchema }
  from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { ReverseEntryResponseSchema } from "$calls/finance/epiledger/funding/v1/reversal_service_pb.ts";
import { ApproveSubjectProposalResponseSchema, RejectSubjectProposalResponseSchema }
  from "$calls/finance/epiledger/readiness/v1/subject_proposal_service_pb.ts";
import type { SubjectProposal } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";
import { ReceiptSchema } from "$calls/finance/epiledger/type/v1/receipt_pb.ts";
import { millisOf } from "$src/format/day.ts";
import type { Entry } from "$src/outbox/entry.ts";
import type { Failure } from "$src/rpc/failure.ts";
import type { Kind } from "./writers.ts";

export interface Recorded {
  /** The entry's number in the book, and when it was recorded. */
  sequence: bigint;
  time: number;
  payment?: Payment;
  /** The name of an order that was made. */
  order?: string;
  /** It waits for a second person, or one has just decided it. */
  proposal?: Proposal;
  /** A change of somebody's roles that was decided: it is in the register's book. */
  roles?: SubjectProposal;
}

/** The answers that have one receipt. */
const ANSWERS: Partial<Record<Kind, DescMessage>> = {
  payment: CreatePaymentResponseSchema, "order-payment": PayCommitmentResponseSchema,
  document: CreateAllocationDocumentResponseSchema, order: CreateCommitmentResponseSchema,
  approve: ApproveProposalResponseSchema, reject: RejectProposalResponseSchema, withdraw: WithdrawProposalResponseSchema,
  "approve-roles": ApproveSubjectProposalResponseSchema, "reject-roles": RejectSubjectProposalResponseSchema,
  "retry-arrival": RetryArrivalResponseSchema, "resolve-arrival": ResolveArrivalResponseSchema,
  change: CreateAllocationChangeResponseSchema, "carry-over": CreateCarryOverResponseSchema, limits: UpdateApprovalLimitsResponseSchema,
  reverse: ReverseEntryResponseSchema, release: ReleaseCommitmentResponseSchema, refund: CreateRefundResponseSchema,
};

/** Nothing where the entry is not recorded, or has many receipts. */
export function recordedOf(entry: Entry): Recorded | undefined {
  const schema = ANSWERS[entry.kind as Kind];
  if (!schema || !entry.answer) return undefined;
  const answer = fromBinary(schema, entry.answer) as unknown as
    { receipt?: { sequence: bigint; recordTime?: { seconds: bigint; nanos: number } }; payment?: Payment; commitment?: { name: string }; proposal?: Proposal | SubjectProposal };
  if (!answer.receipt?.recordTime) return undefined;
  return {
    sequence: answer.receipt.sequence, time: millisOf(answer.receipt.recordTime),
    ...(answer.payment && { payment: answer.payment }), ...(answer.commitment && { order: answer.commitment.name }), ...toldProposal(answer.proposal),
  };
}

function toldProposal(proposal: Proposal | SubjectProposal | undefined): Pick<Recorded, "proposal" | "roles"> {
  if (!proposal) return {};
  return proposal.$typeName === "epiledger.funding.v1.Proposal" ? { proposal } : { roles: proposal };
}

/** What would have fitted, in fen, where the rule tells. */
export function wouldFit(failure: Failure): bigint | undefined {
  const told = failure.metadata["available"];
  return told !== undefined && /^\d+$/.test(told) ? BigInt(told) : undefined;
}

/** The number of the entry in which a refusal was recorded. */
export function refusalNumber(failure: Failure): bigint | undefined {
  return failure.receipt && fromBinary(ReceiptSchema, failure.receipt).sequence;
}
