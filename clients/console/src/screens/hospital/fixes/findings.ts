// Findings: those of the facility that are not closed.
import { Finding_Severity, Finding_State, FindingStep_Kind, type Finding } from "$calls/fixes/epiledger/readiness/v1/finding_pb.ts";
import { FindingService, ListFindingsResponseSchema } from "$calls/fixes/epiledger/readiness/v1/finding_service_pb.ts";
import { clientOf } from "$src/rpc/client.ts";
import { remembered } from "$src/rpc/remembered.ts";
import type { Clerk } from "../clerk.ts";
import { words } from "./texts.ts";

/** One page: those that are open come first, and no facility has more. */
const PAGE = 1000;

export async function unclosedFindings({ desk }: Clerk) {
  const read = await remembered(desk.database, desk.owner, "findings", ListFindingsResponseSchema,
    () => clientOf(FindingService, desk.transport).listFindings({ parent: desk.county, facility: desk.facility, pageSize: PAGE }));
  return { ...read, value: read.value.findings.filter((finding) => finding.state !== Finding_State.CLOSED) };
}

export const isOpenFinding = (finding: Finding) => finding.state === Finding_State.OPEN;

export function severityText(severity: Finding_Severity) {
  if (severity === Finding_Severity.CRITICAL) return words.severities.critical;
  return severity === Finding_Severity.MAJOR ? words.severities.major : words.severities.minor;
}

/** What was said when it was tested and failed last; nothing where it was not. */
export function failedNote({ steps }: Finding): string | undefined {
  return steps.findLast((step) => step.kind === FindingStep_Kind.FAILED)?.note;
}

export function fixNote({ steps }: Finding): string {
  return steps.findLast((step) => step.kind === FindingStep_Kind.FIXED)?.note ?? "";
}
