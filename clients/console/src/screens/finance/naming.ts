// Naming: how everything of this view is called, as it can be read. It is
// remembered on the device, and the view opens without what a service names that
// is away.
import { create, type DescMessage, type MessageShape } from "@bufbuild/protobuf";
import type { Client } from "@connectrpc/connect";
import { ListAllocationDocumentsResponseSchema, ListFundsResponseSchema, ListPurposesResponseSchema, type FundingService }
  from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { ListOrder } from "$calls/finance/epiledger/funding/v1/list_pb.ts";
import { ListFacilitiesResponseSchema, RegisterService }
  from "$calls/finance/epiledger/readiness/v1/register_service_pb.ts";
import { ListItemsResponseSchema, SuppliesService }
  from "$calls/finance/epiledger/supplies/v1/supplies_service_pb.ts";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { clientOf } from "$src/rpc/client.ts";
import { isAway, type Failure } from "$src/rpc/failure.ts";
import { allPages, wholeAnswer } from "$src/rpc/pages.ts";
import { remembered, type Remembered } from "$src/rpc/remembered.ts";
import { Names } from "./names.ts";

/** The most that one answer lists. */
export const PAGE = 1000;

/** An answer that is remembered on the device. */
export function kept<Schema extends DescMessage>({ database, owner }: Desk, key: string, schema: Schema,
    ask: () => Promise<MessageShape<Schema>>): Promise<Remembered<MessageShape<Schema>>> {
  return remembered(database, owner, `finance/${key}`, schema, ask);
}

/** The same, or nothing of it where its service is away and the device has never
 * read it: the rest of the view needs not wait for that. */
async function keptIfThere<Schema extends DescMessage>(desk: Desk, key: string, schema: Schema,
    ask: () => Promise<MessageShape<Schema>>): Promise<Remembered<MessageShape<Schema>>> {
  try {
    return await kept(desk, key, schema, ask);
  } catch (failure) {
    if (!isAway(failure as Failure)) throw failure;
    return { value: create(schema), time: Date.now(), away: failure as Failure };
  }
}

/** Names of persons are read where they may be, and never kept. */
export async function readNames(desk: Desk, funding: Client<typeof FundingService>, seesPersons: boolean): Promise<Remembered<Names>> {
  const all = { parent: desk.county, pageSize: PAGE };
  const register = clientOf(RegisterService, desk.transport);
  const supplies = clientOf(SuppliesService, desk.transport);
  const [documents, purposes, funds, facilities, items, persons] = await Promise.all([
    kept(desk, "documents", ListAllocationDocumentsResponseSchema, () => wholeAnswer(
      (pageToken) => funding.listAllocationDocuments({ ...all, order: ListOrder.LATEST, pageToken }), (told) => told.allocationDocuments)),
    kept(desk, "purposes", ListPurposesResponseSchema,
      () => wholeAnswer((pageToken) => funding.listPurposes({ ...all, pageToken }), (told) => told.purposes)),
    kept(desk, "funds", ListFundsResponseSchema,
      () => wholeAnswer((pageToken) => funding.listFunds({ ...all, pageToken }), (told) => told.funds)),
    keptIfThere(desk, "facilities", ListFacilitiesResponseSchema,
      () => wholeAnswer((pageToken) => register.listFacilities({ ...all, pageToken }), (told) => told.facilities)),
    keptIfThere(desk, "items", ListItemsResponseSchema,
      () => wholeAnswer((pageToken) => supplies.listItems({ ...all, pageToken }), (told) => told.items)),
    seesPersons ? allPages((pageToken) => register.listSubjects({ ...all, pageToken }), (told) => told.subjects).catch(() => []) : [],
  ]);
  const names = new Names({ documents: documents.value.allocationDocuments, purposes: purposes.value.purposes,
    funds: funds.value.funds, facilities: facilities.value.facilities, items: items.value.items });
  names.setPersons(persons);
  const away = [documents, purposes, funds, facilities, items].find((one) => one.away);
  return { ...(away ?? documents), value: names };
}
