// How the writes of a supervision group are sent.
import { AmendFindingRequestSchema, AmendFindingResponseSchema, RetestFindingRequestSchema, RetestFindingResponseSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { CorrectInspectionRequestSchema, CorrectInspectionResponseSchema, CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema, CreateInspectionRequestSchema,
  CreateInspectionResponseSchema } from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { Inspector } from "./inspector.ts";

export const KINDS = ["inspection", "correct-inspection", "inspection-finding", "amend-finding", "retest"] as const;
export type Kind = (typeof KINDS)[number];

export function writersOf({ inspecting, finding }: Inspector): Record<Kind, Writer> {
  return {
    inspection: plainWriter(CreateInspectionRequestSchema, CreateInspectionResponseSchema, (asked) => inspecting.createInspection(asked)),
    "correct-inspection": plainWriter(CorrectInspectionRequestSchema, CorrectInspectionResponseSchema, (asked) => inspecting.correctInspection(asked)),
    "amend-finding": plainWriter(AmendFindingRequestSchema, AmendFindingResponseSchema, (asked) => finding.amendFinding(asked)),
    "inspection-finding": plainWriter(CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema,
      (asked) => inspecting.createInspectionFinding(asked)),
    retest: plainWriter(RetestFindingRequestSchema, RetestFindingResponseSchema, (asked) => finding.retestFinding(asked)),
  };
}

/** What was recorded here is sent from now on. */
export function register(desk: Desk): void {
  desk.outbox.registerAll(writersOf(new Inspector(desk)));
}
