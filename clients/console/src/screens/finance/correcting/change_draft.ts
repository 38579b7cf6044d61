// Money of an allocation that is taken back, moved to another one, set fast or
// let go, as it is typed. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { AllocationChange_Kind as Kind } from "$calls/finance/epiledger/funding/v1/allocation_change_pb.ts";
import { CreateAllocationChangeRequestSchema } from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import { Allocation_State as State, type Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { fenOf, moneyOf, typedFen } from "$src/format/money.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface ChangeDraft extends DraftContent {
  kind: Kind;
  purpose: string;
  amount: string;
  /** `2026-11-30`. */
  day: string;
  paper: string;
  reason: string;
  /** Of a transfer: where it goes, and who approved it, whose id of the register
   * a finance office is told: it may not read who has which. */
  target: string;
  targetPurpose: string;
  approver: string;
}

export function newChangeDraft(day: string): ChangeDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", kind: Kind.RECALL, purpose: "", amount: "", day, paper: "", reason: "",
    target: "", targetPurpose: "", approver: "" };
}

/** What its share has for such a change; absent: it told no figures. */
export function changeable({ balance }: Allocation, { kind, purpose }: ChangeDraft): bigint | undefined {
  const share = balance?.purposes.find((one) => one.purpose === purpose);
  const money = kind === Kind.UNFREEZE ? share?.frozen : share?.available;
  return money && fenOf(money);
}

/** Where money of an allocation may be moved to. */
export function targetsOf(from: Allocation, all: readonly Allocation[]): Allocation[] {
  return all.filter(({ fund, state }) => fund === from.fund && [State.OPEN, State.PARTLY_FROZEN, State.FROZEN].includes(state));
}

/** Another share than the one that it comes from, approved by somebody else. */
function isWholeTransfer({ purpose, target, targetPurpose, approver }: ChangeDraft, allocation: string, self: string): boolean {
  return target !== "" && targetPurpose !== "" && (target !== allocation || targetPurpose !== purpose) && approver.trim() !== "" && approver.trim() !== self;
}

/** `self`: who types it. */
export function isWholeChange(draft: ChangeDraft, allocation: string, self: string): boolean {
  const { kind, purpose, amount, day, reason } = draft;
  return purpose !== "" && (typedFen(amount) ?? 0n) > 0n && dayOfIso(day) !== undefined && reason.trim() !== "" &&
    (kind !== Kind.TRANSFER || isWholeTransfer(draft, allocation, self));
}

export function changeRequest(draft: ChangeDraft, allocation: string, county: string): Uint8Array {
  return toBinary(CreateAllocationChangeRequestSchema, create(CreateAllocationChangeRequestSchema, {
    requestId: draft.requestId, parent: county,
    allocationChange: { kind: draft.kind, allocation, purpose: draft.purpose, amount: moneyOf(typedFen(draft.amount)!),
      changeDate: dayOfIso(draft.day)!, documentNumber: draft.paper.trim(), reason: draft.reason.trim(),
      ...(draft.kind === Kind.TRANSFER && { targetAllocation: draft.target, targetPurpose: draft.targetPurpose, approver: draft.approver.trim() }) },
  }));
}
