// Money of an allocation that is taken back, set fast or let go, as it is
// typed. Moving it to another allocation needs an approver's id, which a finance
// office cannot read here: that is done at the command line. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { AllocationChange_Kind as Kind } from "$calls/finance/epiledger/funding/v1/allocation_change_pb.ts";
import { CreateAllocationChangeRequestSchema } from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import type { Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
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
}

export function newChangeDraft(day: string): ChangeDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", kind: Kind.RECALL, purpose: "", amount: "", day, paper: "", reason: "" };
}

/** What its share has for such a change; absent: it told no figures. */
export function changeable({ balance }: Allocation, { kind, purpose }: ChangeDraft): bigint | undefined {
  const share = balance?.purposes.find((one) => one.purpose === purpose);
  const money = kind === Kind.UNFREEZE ? share?.frozen : share?.available;
  return money && fenOf(money);
}

export function isWholeChange({ purpose, amount, day, reason }: ChangeDraft): boolean {
  return purpose !== "" && (typedFen(amount) ?? 0n) > 0n && dayOfIso(day) !== undefined && reason.trim() !== "";
}

export function changeRequest(draft: ChangeDraft, allocation: string, county: string): Uint8Array {
  return toBinary(CreateAllocationChangeRequestSchema, create(CreateAllocationChangeRequestSchema, {
    requestId: draft.requestId, parent: county,
    allocationChange: { kind: draft.kind, allocation, purpose: draft.purpose, amount: moneyOf(typedFen(draft.amount)!),
      changeDate: dayOfIso(draft.day)!, documentNumber: draft.paper.trim(), reason: draft.reason.trim() },
  }));
}
