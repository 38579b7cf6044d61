// Goods that come and go without a shipment, as they are typed. Pure.
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { CreateMovementRequestSchema } from "$calls/warehouse/epiledger/supplies/v1/supplies_service_pb.ts";
import { LossReason, Movement_Kind, Origin_Kind, type Movement_LineSchema, type OriginSchema }
  from "$calls/warehouse/epiledger/supplies/v1/supplies_pb.ts";
import { dayOfIso, timestampOf, timeTyped } from "$src/format/day.ts";
import { isEmpty, totalOf, type TypedQuantity, type Unit } from "$src/format/quantity.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export const ACTS = ["delivery", "donation", "issue", "loss", "bringBack", "sendBack"] as const;
export type Act = (typeof ACTS)[number];

const KINDS: Record<Act, Movement_Kind> = {
  delivery: Movement_Kind.RECEIVE, donation: Movement_Kind.RECEIVE, issue: Movement_Kind.ISSUE, loss: Movement_Kind.LOSE,
  bringBack: Movement_Kind.BRING_BACK, sendBack: Movement_Kind.SEND_BACK,
};

export interface MovedLine {
  item: string;
  quantity: TypedQuantity;
  /** Of what comes in new: as printed. */
  batch: string;
  /** `2027-01-31`, or empty. */
  expiry: string;
  /** Of what goes out: the lot; empty: what the service takes. */
  lot: string;
  /** Why it goes although it is expired. */
  override: string;
}

export interface MovementDraft extends DraftContent {
  act: Act;
  store: string;
  /** `2026-11-30T08:00`. */
  time: string;
  counterparty: string;
  lossReason: LossReason;
  note: string;
  lines: MovedLine[];
}

export function emptyLine(): MovedLine {
  return { item: "", quantity: { pieces: "", packs: {} }, batch: "", expiry: "", lot: "", override: "" };
}

export function newMovementDraft(store: string, time: string): MovementDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", act: "delivery", store, time, counterparty: "",
    lossReason: LossReason.UNSPECIFIED, note: "", lines: [emptyLine()] };
}

export function comesIn(act: Act): boolean {
  return KINDS[act] === Movement_Kind.RECEIVE;
}

/** The books know donors by ids: people write names. The same name is the same
 * donor, and who it was stands in the counterparty. */
export function donorOf(name: string): string {
  const plain = name.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, "-");
  if (/^[a-z0-9][a-z0-9-]{0,38}[a-z0-9]$/.test(plain)) return plain;
  let hash = 14695981039346656037n;
  for (const byte of new TextEncoder().encode(plain)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 1099511628211n);
  return `donor-${hash.toString(16).padStart(16, "0")}`;
}

/** Whether it may be sent. */
export function isComplete(draft: MovementDraft, unitOf: (item: string) => Unit): boolean {
  const { act, lossReason } = draft;
  const isSaid = act !== "loss" || (lossReason !== LossReason.UNSPECIFIED && (lossReason !== LossReason.OTHER || draft.note.trim() !== ""));
  return draft.store !== "" && timeTyped(draft.time) !== undefined && isSaid && (act !== "donation" || draft.counterparty.trim() !== "") &&
    draft.lines.length > 0 && draft.lines.every((line) =>
      line.item !== "" && !isEmpty(line.quantity) && (totalOf(line.quantity, unitOf(line.item)) ?? 0n) > 0n);
}

function originOf({ act, counterparty }: MovementDraft): MessageInitShape<typeof OriginSchema> | undefined {
  if (act === "donation") return { kind: Origin_Kind.DONOR, donor: donorOf(counterparty) };
  return act === "delivery" ? { kind: Origin_Kind.UNFUNDED } : undefined;
}

function lineOf(line: MovedLine, act: Act, unit: Unit): MessageInitShape<typeof Movement_LineSchema> {
  const moved = { item: line.item, quantity: { pieces: totalOf(line.quantity, unit) ?? 0n } };
  const expiryDate = dayOfIso(line.expiry);
  if (comesIn(act)) return { ...moved, batch: line.batch.trim(), ...(expiryDate && { expiryDate }) };
  return { ...moved, lot: line.lot, overrideReason: act === "issue" && line.lot !== "" ? line.override.trim() : "" };
}

export function requestOf(draft: MovementDraft, unitOf: (item: string) => Unit): Uint8Array {
  const origin = originOf(draft);
  return toBinary(CreateMovementRequestSchema, create(CreateMovementRequestSchema, {
    requestId: draft.requestId, parent: draft.store,
    movement: {
      kind: KINDS[draft.act], movementTime: timestampOf(timeTyped(draft.time)!), note: draft.note.trim(), ...(origin && { origin }),
      counterparty: draft.act === "loss" ? "" : draft.counterparty.trim(),
      lossReason: draft.act === "loss" ? draft.lossReason : LossReason.UNSPECIFIED,
      lines: draft.lines.map((line) => lineOf(line, draft.act, unitOf(line.item))),
    },
  }));
}
