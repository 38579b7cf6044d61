// An allocation document as it is typed, and what is to be said of its lines
// while they are: what each fund has left, and what is still missing. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import type { Fund } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { CreateAllocationDocumentRequestSchema } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import { fenOf, moneyOf, typedFen } from "$src/format/money.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface ShareDraft {
  purpose: string;
  /** Set aside for it alone; empty: it draws on the undivided rest. */
  amount: string;
}

export interface LineDraft {
  /** For the list alone. */
  key: string;
  fund: string;
  recipient: string;
  amount: string;
  purposes: ShareDraft[];
  /** `2026-12-31`; empty: no end. */
  validUntil: string;
}

export interface DocumentDraft extends DraftContent {
  issuer: string;
  number: string;
  title: string;
  day: string;
  lines: LineDraft[];
}

export function newLine(key: string): LineDraft {
  return { key, fund: "", recipient: "", amount: "", purposes: [], validUntil: "" };
}

export function newDocumentDraft(day: string): DocumentDraft {
  return { requestId: newRequestId(), isSent: false, problem: "", issuer: "", number: "", title: "", day, lines: [newLine("1")] };
}

/** What the lines take from a fund together. */
export function takenFrom(draft: DocumentDraft, fund: string): bigint {
  return draft.lines.reduce((sum, line) => sum + (line.fund === fund ? (typedFen(line.amount) ?? 0n) : 0n), 0n);
}

export interface LineSaid {
  /** What its fund has left after all lines of it; below 0: too little.
   * Absent: there is no fund yet, or it told no figures. */
  fundLeft: bigint | undefined;
  /** By how much the shares are more than the amount; 0: they fit. */
  sharesOver: bigint;
}

export function saidOf(line: LineDraft, draft: DocumentDraft, funds: readonly Fund[]): LineSaid {
  const available = funds.find((fund) => fund.name === line.fund)?.balance?.available;
  const shares = line.purposes.reduce((sum, share) => sum + (typedFen(share.amount) ?? 0n), 0n);
  const amount = typedFen(line.amount) ?? 0n;
  return {
    fundLeft: available && fenOf(available) - takenFrom(draft, line.fund),
    sharesOver: shares > amount ? shares - amount : 0n,
  };
}

/** Whether everything that must be there is. */
export function isWhole(draft: DocumentDraft): boolean {
  return [draft.issuer, draft.number, draft.title].every((one) => one.trim() !== "") && dayOfIso(draft.day) !== undefined &&
    draft.lines.length > 0 && draft.lines.every((line) => line.fund !== "" && line.recipient !== "" &&
      (typedFen(line.amount) ?? 0n) > 0n && line.purposes.length > 0 &&
      line.purposes.every((share) => share.amount.trim() === "" || typedFen(share.amount) !== undefined));
}

/** Resources have ids of their own that nobody types: this one comes of the
 * request's, so that the same document never gets two. */
export function resourceId(prefix: string, requestId: string): string {
  return `${prefix}-${requestId.replaceAll("-", "").slice(0, 24)}`;
}

export function documentRequest(draft: DocumentDraft, county: string): Uint8Array {
  return toBinary(CreateAllocationDocumentRequestSchema, create(CreateAllocationDocumentRequestSchema, {
    requestId: draft.requestId, parent: county, documentId: resourceId("d", draft.requestId),
    allocationDocument: {
      issuer: draft.issuer.trim(), number: draft.number.trim(), title: draft.title.trim(), documentDate: dayOfIso(draft.day)!,
      allocations: draft.lines.map((line) => ({
        fund: line.fund, recipient: line.recipient, amount: moneyOf(typedFen(line.amount)!),
        purposes: line.purposes.map((share) => {
          const fen = typedFen(share.amount) ?? 0n;
          return { purpose: share.purpose, ...(fen > 0n && { amount: moneyOf(fen) }) };
        }),
        ...(dayOfIso(line.validUntil) && { validUntil: dayOfIso(line.validUntil)! }),
      })),
    },
  }));
}
