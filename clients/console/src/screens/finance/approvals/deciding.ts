// Deciding: what may be done about a proposal, and the request that does it. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import type { Proposal } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { ApproveProposalRequestSchema, RejectProposalRequestSchema, WithdrawProposalRequestSchema }
  from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import type { SubjectProposal } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";
import { ApproveSubjectProposalRequestSchema, RejectSubjectProposalRequestSchema }
  from "$calls/finance/epiledger/readiness/v1/subject_proposal_service_pb.ts";
import { words } from "./texts.ts";

export type Deed = "approve" | "reject" | "withdraw";

export const DEEDS = {
  approve: { title: words.approveTitle, name: words.approve }, reject: { title: words.rejectTitle, name: words.reject },
  withdraw: { title: words.withdrawTitle, name: words.withdraw },
};

export interface Decided {
  requestId: string;
  reason: string;
}

/** The digest is that of what was just shown: another proposal under this
 * name would not be approved. */
export function requestOf(deed: Deed, { name, digest }: Proposal, { requestId, reason }: Decided): Uint8Array {
  if (deed === "approve") return toBinary(ApproveProposalRequestSchema, create(ApproveProposalRequestSchema, { requestId, name, digest }));
  if (deed === "reject") return toBinary(RejectProposalRequestSchema, create(RejectProposalRequestSchema, { requestId, name, reason }));
  return toBinary(WithdrawProposalRequestSchema, create(WithdrawProposalRequestSchema, { requestId, name, reason }));
}

/** The same of somebody's roles. */
export function rolesRequestOf(deed: "approve" | "reject", { name, digest }: SubjectProposal, { requestId, reason }: Decided): Uint8Array {
  if (deed === "approve") return toBinary(ApproveSubjectProposalRequestSchema, create(ApproveSubjectProposalRequestSchema, { requestId, name, digest }));
  return toBinary(RejectSubjectProposalRequestSchema, create(RejectSubjectProposalRequestSchema, { requestId, name, reason }));
}
