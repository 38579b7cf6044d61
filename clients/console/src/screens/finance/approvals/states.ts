// States of what waits, and kinds of it, as words with a tone.
import { Proposal_Kind, Proposal_State } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { SubjectProposal_State } from "$calls/finance/epiledger/readiness/v1/subject_proposal_pb.ts";
import type { Text } from "$src/language/texts.ts";
import type { Told } from "../states.ts";
import { words as finance } from "../texts.ts";
import { words } from "./texts.ts";

const { proposalStates: states, kinds } = words;

/** In the order in which they may be chosen. */
export const STATES: readonly (Told & { value: Proposal_State; ofRoles: SubjectProposal_State })[] = [
  { value: Proposal_State.OPEN, ofRoles: SubjectProposal_State.OPEN, text: states.open, tone: "care" },
  { value: Proposal_State.UNSPECIFIED, ofRoles: SubjectProposal_State.UNSPECIFIED, text: states.all, tone: "" },
  { value: Proposal_State.APPROVED, ofRoles: SubjectProposal_State.APPROVED, text: states.approved, tone: "good" },
  { value: Proposal_State.REJECTED, ofRoles: SubjectProposal_State.REJECTED, text: states.rejected, tone: "bad" },
  { value: Proposal_State.WITHDRAWN, ofRoles: SubjectProposal_State.WITHDRAWN, text: states.withdrawn, tone: "" },
  { value: Proposal_State.EXPIRED, ofRoles: SubjectProposal_State.EXPIRED, text: states.expired, tone: "" },
];

export const proposalState = (state: Proposal_State): Told => STATES.find((one) => one.value === state)!;
export const roleState = (state: SubjectProposal_State): Told => STATES.find((one) => one.ofRoles === state)!;

const KINDS: Record<Proposal_Kind, Text> = {
  [Proposal_Kind.UNSPECIFIED]: finance.unknown, [Proposal_Kind.PAYMENT]: kinds.payment, [Proposal_Kind.COMMITMENT]: kinds.order,
  [Proposal_Kind.TRANSFER]: kinds.transfer, [Proposal_Kind.RECALL]: kinds.recall, [Proposal_Kind.LIMITS]: kinds.limits,
};
export const proposalKind = (kind: Proposal_Kind): Text => KINDS[kind];
