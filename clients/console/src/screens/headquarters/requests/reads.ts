// Reads: requests with what one must know to answer them.
import type { Transport } from "@connectrpc/connect";
import { Requisition_State as State, type Requisition } from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import { RequisitionService } from "$calls/headquarters/epiledger/supplies/v1/requisition_service_pb";
import { SuppliesService } from "$calls/headquarters/epiledger/supplies/v1/supplies_service_pb";
import type { Unit } from "$src/format/quantity.ts";
import { facilityOf } from "$src/names/resource.ts";
import { clientOf } from "$src/rpc/client.ts";
import { allPages } from "$src/rpc/pages.ts";
import { storeNames, storesOf, type StoreNames } from "../goods/stores.ts";
import type { AskedAsOf } from "../moment.ts";
import type { Giver, UnitOf } from "./grant_draft.ts";
import type { Known } from "./rows.ts";

const PAGE = 1000;
const NO_UNIT: Unit = { baseUnit: "", packs: [] };

/** What items come in. */
export async function unitsOf(transport: Transport, county: string, asOf: AskedAsOf): Promise<UnitOf> {
  const client = clientOf(SuppliesService, transport);
  const items = await allPages((pageToken) => client.listItems({ parent: county, pageSize: PAGE, pageToken, ...asOf }), (page) => page.items);
  const byName = new Map(items.map((item) => [item.name, item]));
  return (item) => byName.get(item) ?? NO_UNIT;
}

/** Of the items that are asked for, what each facility has. */
async function stocksOf(transport: Transport, requisitions: readonly Requisition[], asOf: AskedAsOf): Promise<Known["stocks"]> {
  const client = clientOf(SuppliesService, transport);
  const items = [...new Set(requisitions.flatMap(({ lines }) => lines.map((line) => line.item)))];
  return new Map(await Promise.all(items.map(async (name) => [name, (await client.getItemStock({ name, ...asOf })).stocks] as const)));
}

async function knownOf(transport: Transport, county: string, requisitions: readonly Requisition[], asOf: AskedAsOf): Promise<Known> {
  const [unit, stocks] = await Promise.all([unitsOf(transport, county, asOf), stocksOf(transport, requisitions, asOf)]);
  return { unit, stocks };
}

/** All that nobody answered, the oldest first. */
export async function openRequests(transport: Transport, county: string, asOf: AskedAsOf) {
  const client = clientOf(RequisitionService, transport);
  let judged: Awaited<ReturnType<typeof client.listRequisitions>>["judgeTime"];
  const all = await allPages(async (pageToken) => {
    const page = await client.listRequisitions({ parent: county, pageSize: PAGE, pageToken, state: State.SUBMITTED, ...asOf });
    judged ??= page.judgeTime;
    return page;
  }, (page) => page.requisitions);
  return { all, judged, known: await knownOf(transport, county, all, asOf) };
}

export interface OneRequest {
  requisition: Requisition;
  known: Known;
  stores: StoreNames;
}

/** One, with what the stores are called that it may have to do with. */
export async function oneRequest(transport: Transport, county: string, name: string, warehouses: readonly string[], asOf: AskedAsOf): Promise<OneRequest> {
  const requisition = await clientOf(RequisitionService, transport).getRequisition({ name, ...asOf });
  const facilities = [facilityOf(name), ...warehouses, ...(requisition.decision?.grants ?? []).map(({ store }) => facilityOf(store))];
  const [known, stores] = await Promise.all([knownOf(transport, county, [requisition], asOf), storeNames(transport, facilities)]);
  return { requisition, known, stores };
}

/** The stores of facilities, with what is free there. */
export async function giversOf(transport: Transport, facilities: readonly string[]): Promise<{ givers: Giver[]; stores: StoreNames }> {
  const client = clientOf(SuppliesService, transport);
  const stores = (await Promise.all(facilities.map((facility) => storesOf(transport, facility)))).flat();
  const givers = await Promise.all(stores.map(async ({ name: parent }) => {
    const lines = await allPages((pageToken) => client.listStock({ parent, pageSize: PAGE, pageToken }), (page) => page.stockLines);
    return { store: parent, free: new Map(lines.map(({ item, free }) => [item, free])) };
  }));
  return { givers, stores: new Map(stores.map((store) => [store.name, store.displayName])) };
}
