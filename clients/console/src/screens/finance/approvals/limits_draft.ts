// Limits of what one person may do alone, as they are typed. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import type { ApprovalLimits } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { UpdateApprovalLimitsRequestSchema } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { fenOf, moneyOf, typedFen, yuan } from "$src/format/money.ts";
import { wholeNumber } from "$src/format/number.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

/** Amounts left empty are no limit. */
export interface LimitsDraft extends DraftContent {
  payment: string;
  commitment: string;
  transfer: string;
  recall: string;
  windowHours: string;
  expiryHours: string;
  nearPercent: string;
}

export const AMOUNTS = ["payment", "commitment", "transfer", "recall"] as const;

/** The most that each may be; at least 1. */
export const MOST = { windowHours: 72n, expiryHours: 720n, nearPercent: 100n } as const;

/** Begins with what is in force. */
export function newLimitsDraft(limits: ApprovalLimits): LimitsDraft {
  const amount = (of: ApprovalLimits["payment"]) => (of ? yuan(fenOf(of)) : "");
  return { requestId: newRequestId(), isSent: false, problem: "", payment: amount(limits.payment), commitment: amount(limits.commitment),
    transfer: amount(limits.transfer), recall: amount(limits.recall), windowHours: String(limits.windowHours || 24),
    expiryHours: String(limits.expiryHours || 72), nearPercent: String(limits.nearPercent || 90) };
}

/** Whether a number is one that may be set. */
export function isWithin(name: keyof typeof MOST, typed: string): boolean {
  const value = wholeNumber(typed);
  return value !== undefined && value >= 1n && value <= MOST[name];
}

export function isWhole(draft: LimitsDraft): boolean {
  return AMOUNTS.every((name) => draft[name].trim() === "" || typedFen(draft[name]) !== undefined) &&
    (Object.keys(MOST) as (keyof typeof MOST)[]).every((name) => isWithin(name, draft[name]));
}

export function limitsRequest(draft: LimitsDraft, county: string): Uint8Array {
  const amounts = Object.fromEntries(AMOUNTS.filter((name) => draft[name].trim() !== "").map((name) => [name, moneyOf(typedFen(draft[name])!)]));
  return toBinary(UpdateApprovalLimitsRequestSchema, create(UpdateApprovalLimitsRequestSchema, {
    requestId: draft.requestId, name: `${county}/approvalLimits`,
    approvalLimits: { ...amounts, windowHours: Number(wholeNumber(draft.windowHours)), expiryHours: Number(wholeNumber(draft.expiryHours)),
      nearPercent: Number(wholeNumber(draft.nearPercent)) },
  }));
}
