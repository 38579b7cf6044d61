// How the writes of a supervision group are sent.
import { RetestFindingRequestSchema, RetestFindingResponseSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema, CreateInspectionRequestSchema,
  CreateInspectionResponseSchema } from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { Inspector } from "./inspector.ts";

export type Kind = "inspection" | "inspection-finding" | "retest";
export const KINDS: readonly string[] = ["inspection", "inspection-finding", "retest"];

export function writersOf({ inspecting, finding }: Inspector): Record<Kind, Writer> {
  return {
    inspection: plainWriter(CreateInspectionRequestSchema, CreateInspectionResponseSchema, (asked) => inspecting.createInspection(asked)),
    "inspection-finding": plainWriter(CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema,
      (asked) => inspecting.createInspectionFinding(asked)),
    retest: plainWriter(RetestFindingRequestSchema, RetestFindingResponseSchema, (asked) => finding.retestFinding(asked)),
  };
}

/** What was recorded here is sent from now on. */
export function register(desk: Desk): void {
  desk.outbox.registerAll(writersOf(new Inspector(desk)));
}
