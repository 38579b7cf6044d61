// What a supervision group types: an inspection, a finding of it, a test of a
// fix, and what corrects them. Pure.
import { create, toBinary } from "@bufbuild/protobuf";
import { Finding_Severity, type Finding } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { AmendFindingRequestSchema, RetestFindingRequest_Verdict, RetestFindingRequestSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import type { Inspection } from "$calls/oversight/epiledger/readiness/v1/inspection_pb.ts";
import { CorrectInspectionRequestSchema, CreateInspectionFindingRequestSchema, CreateInspectionRequestSchema }
  from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { dayOfIso, isoDay, type Day } from "$src/format/day.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { facilityOf } from "$src/names/resource.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface InspectionDraft extends DraftContent {
  facility: string;
  organization: string;
  day: string;
  matter: string;
  conclusion: string;
}

export interface CorrectionDraft extends InspectionDraft {
  reason: string;
  /** Which revision it was typed over. */
  revision: string;
}

/** How bad a finding is, who answers for it, until when. */
export interface Weighed {
  severity: Finding_Severity;
  organization: string;
  due: string;
}

export interface FindingDraft extends DraftContent, Weighed {
  description: string;
}

export interface AmendmentDraft extends DraftContent, Weighed {
  reason: string;
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

export function correctionOf({ name, organization, inspectionDate, subjectMatter, conclusion, revision }: Inspection): CorrectionDraft {
  return { ...untouched(), facility: facilityOf(name), organization, day: inspectionDate ? isoDay(inspectionDate) : "", matter: subjectMatter, conclusion,
    reason: "", revision: revision.toString() };
}

export function amendmentOf({ severity, organization, dueDate }: Finding): AmendmentDraft {
  return { ...untouched(), severity, organization, due: dueDate ? isoDay(dueDate) : "", reason: "" };
}

export function isInspection({ facility, organization, matter, day }: InspectionDraft): boolean {
  return facility !== "" && organization !== "" && matter.trim() !== "" && dayOfIso(day) !== undefined;
}

export function isFinding({ description, due }: FindingDraft): boolean {
  return description.trim() !== "" && dayOfIso(due) !== undefined;
}

export function isRetest({ note, isPassed, newDue }: RetestDraft): boolean {
  return note.trim() !== "" && (isPassed || dayOfIso(newDue) !== undefined);
}

/** Somebody else corrected it since it was typed. */
export function isOvertaken({ revision }: CorrectionDraft, recorded: Inspection): boolean {
  return revision !== recorded.revision.toString();
}

/** With a reason, and something that is not so already. */
export function isCorrection(draft: CorrectionDraft, recorded: Inspection): boolean {
  const was = correctionOf(recorded);
  const isOther = draft.organization !== was.organization || draft.day !== was.day || draft.matter.trim() !== was.matter || draft.conclusion.trim() !== was.conclusion;
  return isInspection(draft) && draft.reason.trim() !== "" && isOther;
}

/** What is decided anew of a finding; what stays is left out. */
function amended({ severity, organization, due }: Weighed, recorded: Finding) {
  const was = amendmentOf(recorded);
  const dueDate = due === was.due ? undefined : dayOfIso(due);
  return { ...(severity !== was.severity && { severity }), ...(organization !== "" && organization !== was.organization && { organization }), ...(dueDate && { dueDate }) };
}

export function isAmendment(draft: AmendmentDraft, recorded: Finding): boolean {
  return draft.reason.trim() !== "" && dayOfIso(draft.due) !== undefined && Object.keys(amended(draft, recorded)).length > 0;
}

function saidOf({ organization, day, matter, conclusion }: InspectionDraft) {
  return { organization, inspectionDate: dayOfIso(day)!, subjectMatter: matter.trim(), conclusion: conclusion.trim() };
}

/** Over the revision that was shown beside what is typed. */
export function correctionRequest(draft: CorrectionDraft, { name, revision }: Inspection): Uint8Array {
  return toBinary(CorrectInspectionRequestSchema, create(CorrectInspectionRequestSchema, { requestId: draft.requestId, name, revision,
    inspection: saidOf(draft), reason: draft.reason.trim() }));
}

export function amendRequest(draft: AmendmentDraft, recorded: Finding, today: Day): Uint8Array {
  return toBinary(AmendFindingRequestSchema, create(AmendFindingRequestSchema, { requestId: draft.requestId, name: recorded.name,
    ...amended(draft, recorded), amendDate: today, reason: draft.reason.trim() }));
}

export function inspectionRequest(draft: InspectionDraft): Uint8Array {
  return toBinary(CreateInspectionRequestSchema, create(CreateInspectionRequestSchema, { requestId: draft.requestId, parent: draft.facility,
    inspection: saidOf(draft) }));
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
