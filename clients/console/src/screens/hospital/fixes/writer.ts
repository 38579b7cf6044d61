// How the report of a fix is sent.
import { FindingService, ReportFindingFixRequestSchema, ReportFindingFixResponseSchema }
  from "$calls/fixes/epiledger/readiness/v1/finding_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";

export function fixWriter({ transport }: Desk): Writer {
  const findings = clientOf(FindingService, transport);
  return plainWriter(ReportFindingFixRequestSchema, ReportFindingFixResponseSchema, (asked) => findings.reportFindingFix(asked));
}
