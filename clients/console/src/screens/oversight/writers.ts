// How the writes of a supervision group are sent.
import { fromBinary, toBinary, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import { RetestFindingRequestSchema, RetestFindingResponseSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema, CreateInspectionRequestSchema,
  CreateInspectionResponseSchema } from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import type { Writer } from "$src/outbox/outbox.ts";
import type { Inspector } from "./inspector.ts";

export type Kind = "inspection" | "inspection-finding" | "retest";

/** What every entry of this view says of itself. */
export interface About {
  title: string;
}

function writer<Request extends DescMessage, Response extends DescMessage>(
    request: Request, response: Response,
    call: (request: MessageShape<Request>) => Promise<MessageShape<Response>>): Writer {
  return {
    send: async (bytes) => toBinary(response, await call(fromBinary(request, bytes))),
    settle: async () => undefined,
  };
}

export function writersOf({ inspecting, finding }: Inspector): Record<Kind, Writer> {
  return {
    inspection: writer(CreateInspectionRequestSchema, CreateInspectionResponseSchema, (asked) => inspecting.createInspection(asked)),
    "inspection-finding": writer(CreateInspectionFindingRequestSchema, CreateInspectionFindingResponseSchema,
      (asked) => inspecting.createInspectionFinding(asked)),
    retest: writer(RetestFindingRequestSchema, RetestFindingResponseSchema, (asked) => finding.retestFinding(asked)),
  };
}
