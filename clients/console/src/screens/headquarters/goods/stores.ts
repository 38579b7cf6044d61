// What stores are called: by their facility, and by their own name where it was
// read.
import type { Transport } from "@connectrpc/connect";
import { SuppliesService } from "$calls/headquarters/epiledger/supplies/v1/supplies_service_pb";
import type { Store } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { Labels } from "$src/names/labels.ts";
import { facilityOf } from "$src/names/resource.ts";
import { clientOf } from "$src/rpc/client.ts";
import type { Sight } from "../words/sight.ts";
import { goods } from "./texts.ts";

/** By resource name. */
export type StoreNames = ReadonlyMap<string, string>;

/** None was read yet. */
export const NO_NAMES: StoreNames = new Map();

export async function storesOf(transport: Transport, facility: string): Promise<Store[]> {
  return (await clientOf(SuppliesService, transport).listStores({ parent: facility, pageSize: 1000 })).stores;
}

/** Names of the stores of the facilities that are asked for. */
export async function storeNames(transport: Transport, facilities: Iterable<string>): Promise<StoreNames> {
  const all = await Promise.all([...new Set(facilities)].map((facility) => storesOf(transport, facility)));
  return new Map(all.flat().map((store) => [store.name, store.displayName]));
}

export function storeText(store: string, names: StoreNames, sight: Sight): string {
  const facility = sight.names.of(facilityOf(store));
  const own = names.get(store);
  return own === undefined ? facility : sight.say(goods.store, facility, own);
}

/** What is known by name, these stores too. */
export function labelsWith(names: StoreNames, sight: Sight): Labels {
  const labels = new Labels(sight.names);
  for (const store of names.keys()) labels.set(store, storeText(store, names, sight));
  return labels;
}
