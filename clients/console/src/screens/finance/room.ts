// Room: what an allocation still has for one of its purposes, as the service
// judges it, and what to say of an amount while it is typed. Pure.
import type { Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { fenOf, typedFen } from "$src/format/money.ts";
import { idOf } from "$src/names/resource.ts";

export interface Room {
  /** Set aside for the purpose alone. */
  own: bigint;
  /** Of the undivided rest, which any purpose may draw on. */
  undivided: bigint;
  /** What its ceiling still lets through; absent: it has none. */
  ceilingLeft: bigint | undefined;
  /** What may be committed or paid for it. */
  available: bigint;
}

const NOTHING: Room = { own: 0n, undivided: 0n, ceilingLeft: undefined, available: 0n };

/** Nothing where the allocation is not for the purpose, or told no figures. */
export function roomFor(allocation: Allocation, purpose: string): Room | undefined {
  const balances = allocation.balance?.purposes;
  if (!balances || !allocation.purposes.some((share) => share.purpose === purpose)) return undefined;
  const own = balances.find((one) => one.purpose === purpose);
  const rest = balances.find((one) => idOf(one.purpose) === "any");
  const room = { ...NOTHING };
  if (own?.available) room.own = fenOf(own.available);
  if (rest?.available) room.undivided = fenOf(rest.available);
  if (own?.ceilingLeft) room.ceilingLeft = fenOf(own.ceilingLeft);
  const money = room.own + room.undivided;
  room.available = room.ceilingLeft !== undefined && room.ceilingLeft < money ? room.ceilingLeft : money;
  return room;
}

/** Of the same allocation now and at an earlier day, what both allow: an entry
 * of that day must fit from it on. */
export function narrower(a: Room | undefined, b: Room | undefined): Room | undefined {
  if (!a || !b) return undefined;
  return a.available <= b.available ? a : b;
}

/** The less of two figures, as far as they are known. */
export function lesser(a: bigint | undefined, b: bigint | undefined): bigint | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a <= b ? a : b;
}

export type Fit =
  | { state: "nothing" }
  /** No amount, or nothing. */
  | { state: "not-an-amount" }
  | { state: "fits"; fen: bigint; left: bigint }
  | { state: "too-much"; fen: bigint; over: bigint };

export function fitOf(typed: string, available: bigint): Fit {
  if (typed.trim() === "") return { state: "nothing" };
  const fen = typedFen(typed);
  if (fen === undefined || fen === 0n) return { state: "not-an-amount" };
  return fen <= available ? { state: "fits", fen, left: available - fen } : { state: "too-much", fen, over: fen - available };
}
