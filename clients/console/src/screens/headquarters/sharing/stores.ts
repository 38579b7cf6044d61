// What stores are called: by their facility, and by their own name where a
// facility has several.
import type { Transport } from "@connectrpc/connect";
import { SuppliesService } from "$calls/headquarters/epiledger/supplies/v1/supplies_service_pb";
import type { Store } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { clientOf } from "$src/rpc/client.ts";
import type { Sight } from "../words/sight.ts";
import { facilityOf } from "./shares.ts";
import { sharing } from "./texts.ts";

export async function storesOf(transport: Transport, facility: string): Promise<Store[]> {
  return (await clientOf(SuppliesService, transport).listStores({ parent: facility, pageSize: 1000 })).stores;
}

/** Names by resource name, of the facilities that are asked for. */
export async function storeNames(transport: Transport, facilities: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(facilities.map((facility) => storesOf(transport, facility)));
  return new Map(all.flat().map((store) => [store.name, store.displayName]));
}

export function storeText(store: string, names: ReadonlyMap<string, string>, sight: Sight): string {
  const facility = sight.names.facility(facilityOf(store));
  const own = names.get(store);
  return own === undefined ? facility : sight.say(sharing.store, facility, own);
}
