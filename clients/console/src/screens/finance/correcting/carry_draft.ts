// What is left of an allocation at the end of its year, as it is carried into the
// next one, or back to its fund. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { CreateCarryOverRequestSchema } from "$calls/finance/epiledger/funding/v1/carry_over_service_pb.ts";
import { Allocation_State as State, type Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { fenOf } from "$src/format/money.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface CarryDraft extends DraftContent {
  /** The allocation that goes on; empty: not chosen; `FUND`: back to the fund. */
  target: string;
  /** `2027-01-01`. */
  day: string;
  approver: string;
  paper: string;
  reason: string;
}

export const FUND = "fund";

export function newCarryDraft(day: string): CarryDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", target: "", day, approver: "", paper: "", reason: "" };
}

const OVER = [State.CARRIED_OVER, State.CLOSED, State.REVERSED];

/** Whether its year is over: what is left of it may go on. */
export function mayCarry({ effectiveDate, state }: Allocation, today: string): boolean {
  return effectiveDate !== undefined && !OVER.includes(state) && effectiveDate.year < Number(today.slice(0, 4));
}

/** The first day of the year after that of the allocation. */
export function carryDay({ effectiveDate }: Allocation): string {
  return effectiveDate ? `${effectiveDate.year + 1}-01-01` : "";
}

function sharesOf({ purposes }: Allocation): string {
  return purposes.map(({ purpose }) => purpose).sort().join(" ");
}

/** Those of a document of the year of that day where the same money goes to the
 * same recipient for the same purposes. */
export function carryTargets(from: Allocation, all: readonly Allocation[], day: string): Allocation[] {
  const year = Number(day.slice(0, 4));
  return all.filter((one) => one.name !== from.name && one.effectiveDate?.year === year && one.fund === from.fund &&
    one.recipient === from.recipient && sharesOf(one) === sharesOf(from) && !OVER.includes(one.state) && one.state !== State.EXPIRED);
}

export interface Left {
  available: bigint;
  held: bigint;
  prepaid: bigint;
  accrued: bigint;
  /** Cash on the recipient's own account, a part of the others. */
  disbursed: bigint;
  /** All but the cash. */
  total: bigint;
  /** Set fast, or held by a proposal: nothing is carried until that is over. */
  fast: bigint;
}

/** What would be carried; absent where it told no figures. */
export function leftOf({ balance }: Allocation): Left | undefined {
  if (!balance?.available) return undefined;
  const fen = (money: { units: bigint; nanos: number } | undefined) => (money ? fenOf(money) : 0n);
  const [available, held, prepaid, accrued] = [fen(balance.available), fen(balance.held), fen(balance.prepaid), fen(balance.accrued)];
  return { available, held, prepaid, accrued, disbursed: fen(balance.disbursed), total: available + held + prepaid + accrued, fast: fen(balance.frozen) + fen(balance.proposed) };
}

/** Why it cannot be carried so; absent: as far as one can tell, it can. */
export type Stop = "fast" | "nothing" | "open";

export function stopOf(left: Left, target: string): Stop | undefined {
  if (left.fast > 0n) return "fast";
  if (left.total === 0n) return "nothing";
  // A fund takes money alone, and none that is on somebody's account.
  return target === FUND && left.total + left.disbursed > left.available ? "open" : undefined;
}

/** `self`: who types it. */
export function isWholeCarry({ target, day, approver, reason }: CarryDraft, self: string, today: string): boolean {
  return target !== "" && dayOfIso(day) !== undefined && day <= today && approver.trim() !== "" && approver.trim() !== self && reason.trim() !== "";
}

export function carryRequest({ requestId, target, day, approver, paper, reason }: CarryDraft, allocation: string, county: string): Uint8Array {
  return toBinary(CreateCarryOverRequestSchema, create(CreateCarryOverRequestSchema, {
    requestId, parent: county,
    carryOver: { allocation, targetAllocation: target === FUND ? "" : target, carryDate: dayOfIso(day)!, approver: approver.trim(),
      documentNumber: paper.trim(), reason: reason.trim() },
  }));
}
