// What this facility asked for.
import { ListRequisitionsResponseSchema, RequisitionService } from "$calls/requests/epiledger/supplies/v1/requisition_service_pb.ts";
import { clientOf } from "$src/rpc/client.ts";
import { remembered } from "$src/rpc/remembered.ts";
import type { Clerk } from "../clerk.ts";

/** No facility has more. */
const PAGE = 1000;

export function askedFor({ desk }: Clerk) {
  return remembered(desk.database, desk.owner, "requests", ListRequisitionsResponseSchema,
    () => clientOf(RequisitionService, desk.transport).listRequisitions({ parent: desk.county, facility: desk.facility, pageSize: PAGE }));
}
