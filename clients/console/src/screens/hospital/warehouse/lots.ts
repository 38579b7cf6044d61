// Which lots stores have, for whoever fetches them.
import { LotService, ListStoredLotsResponseSchema } from "$calls/warehouse/epiledger/supplies/v1/lot_service_pb.ts";
import { clientOf } from "$src/rpc/client.ts";
import { remembered } from "$src/rpc/remembered.ts";
import type { Clerk } from "../clerk.ts";

/** No facility has more. */
const PAGE = 1000;

/** All lots of the facility, those that expire first in front. */
export function storedLots({ desk }: Clerk) {
  return remembered(desk.database, desk.owner, "lots", ListStoredLotsResponseSchema,
    () => clientOf(LotService, desk.transport).listStoredLots({ parent: desk.county, facility: desk.facility, pageSize: PAGE }));
}
