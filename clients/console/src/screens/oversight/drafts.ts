// What a supervision group types: an inspection, a finding of it, a test of a
// fix. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { Finding_Severity } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { RetestFindingRequest_Verdict, RetestFindingRequestSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { CreateInspectionFindingRequestSchema, CreateInspectionRequestSchema }
  from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { dayOfIso, type Day } from "$src/format/day.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface InspectionDraft extends DraftContent {
  facility: string;
  organization: string;
  day: string;
  matter: string;
  conclusion: string;
}

export interface FindingDraft extends DraftContent {
  description: string;
  severity: Finding_Severity;
  organization: string;
  due: string;
}

export interface RetestDraft extends DraftContent {
  isPassed: boolean;
  note: string;
  newDue: string;
}

const untouched = (): DraftContent => ({ requestId: newRequestId(), isSent: false, problem: "" });

export const newInspection = (day: string): InspectionDraft =>
  ({ ...untouched(), facility: "", organization: "", day, matter: "", conclusion: "" });
export const newFinding = (): FindingDraft =>
  ({ ...untouched(), description: "", severity: Finding_Severity.MINOR, organization: "", due: "" });
export const newRetest = (): RetestDraft => ({ ...untouched(), isPassed: true, note: "", newDue: "" });

export function isInspection({ facility, organization, matter, day }: InspectionDraft): boolean {
  return facility !== "" && organization !== "" && matter.trim() !== "" && dayOfIso(day) !== undefined;
}

export function isFinding({ description, due }: FindingDraft): boolean {
  return description.trim() !== "" && dayOfIso(due) !== undefined;
}

export function isRetest({ note, isPassed, newDue }: RetestDraft): boolean {
  return note.trim() !== "" && (isPassed || dayOfIso(newDue) !== undefined);
}

export function inspectionRequest({ requestId, facility, organization, day, matter, conclusion }: InspectionDraft): Uint8Array {
  return toBinary(CreateInspectionRequestSchema, create(CreateInspectionRequestSchema, { requestId, parent: facility,
    inspection: { organization, inspectionDate: dayOfIso(day)!, subjectMatter: matter.trim(), conclusion: conclusion.trim() } }));
}

export function findingRequest({ requestId, description, severity, organization, due }: FindingDraft, inspection: string): Uint8Array {
  return toBinary(CreateInspectionFindingRequestSchema, create(CreateInspectionFindingRequestSchema, { requestId, parent: inspection,
    finding: { description: description.trim(), severity, organization, dueDate: dayOfIso(due)! } }));
}

export function retestRequest({ requestId, isPassed, note, newDue }: RetestDraft, finding: string, today: Day): Uint8Array {
  const due = isPassed ? undefined : dayOfIso(newDue);
  return toBinary(RetestFindingRequestSchema, create(RetestFindingRequestSchema, { requestId, name: finding, retestDate: today,
    verdict: isPassed ? RetestFindingRequest_Verdict.PASSED : RetestFindingRequest_Verdict.FAILED, note: note.trim(), ...(due && { dueDate: due }) }));
}
