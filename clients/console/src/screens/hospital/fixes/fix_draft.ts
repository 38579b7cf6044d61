// The report of a fix as it is typed. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { ReportFindingFixRequestSchema } from "$calls/fixes/epiledger/readiness/v1/finding_service_pb.ts";
import { dayOfIso } from "$src/format/day.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface FixDraft extends DraftContent {
  /** `2026-11-30`. */
  day: string;
  note: string;
}

export const newFixDraft = (day: string): FixDraft => ({ requestId: newRequestId(), isSent: false, problem: "", day, note: "" });

export function isWhole({ day, note }: FixDraft): boolean {
  return dayOfIso(day) !== undefined && note.trim() !== "";
}

export function requestOf({ requestId, day, note }: FixDraft, name: string): Uint8Array {
  return toBinary(ReportFindingFixRequestSchema, create(ReportFindingFixRequestSchema,
    { requestId, name, fixDate: dayOfIso(day)!, note: note.trim() }));
}
