// How the writes of this room are sent.
import { CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, CreateRequisitionRequestSchema,
  CreateRequisitionResponseSchema, RequisitionService } from "$calls/requests/epiledger/supplies/v1/requisition_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { plainWriter } from "$src/outbox/plain_writer.ts";
import { clientOf } from "$src/rpc/client.ts";

export function writersOf({ transport }: Desk) {
  const requisitions = clientOf(RequisitionService, transport);
  return {
    request: plainWriter(CreateRequisitionRequestSchema, CreateRequisitionResponseSchema, (asked) => requisitions.createRequisition(asked)),
    cancel: plainWriter(CancelRequisitionRequestSchema, CancelRequisitionResponseSchema, (asked) => requisitions.cancelRequisition(asked)),
  };
}
