import { create, toBinary } from "@bufbuild/protobuf";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { PaymentSchema } from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { EffectsSchema } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { EntrySchema, type Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { CountSchema } from "$calls/oversight/epiledger/supplies/v1/supplies_pb.ts";
import type { facilitiesIn as Facilities, namesIn as Names } from "./mentioned.ts";
import type * as Search from "./search.ts";

let namesIn: typeof Names;
let facilitiesIn: typeof Facilities;
let search: typeof Search;

beforeAll(async () => {
  vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined });
  [{ namesIn, facilitiesIn }, search] = await Promise.all([import("./mentioned.ts"), import("./search.ts")]);
}, 60_000);

const COUNTY = "counties/990101";

/** An entry's bytes as docs/reference/journal-format.md has them. */
function frameOf(service: string, eventType: string, event: Uint8Array): Uint8Array<ArrayBuffer> {
  const number = (value: number) => [0, 0, Math.floor(value / 256), value % 256];
  const block = (bytes: Uint8Array) => [...number(bytes.length), ...bytes];
  const words = (...all: string[]) => all.flatMap((one) => block(new TextEncoder().encode(one)));
  return Uint8Array.from([...words("epiledger.journal.v1", service, "990101", "ledger"), ...new Array<number>(16 + 16).fill(7), ...words("s-1", "r-1", "m"), ...number(0),
    ...words(eventType), ...block(event)]);
}

const ANY = { who: "", deed: "", facility: "" };
const entry = (subject: string, method: string): Entry => create(EntrySchema, { subject, method: `epiledger.funding.v1.FundingService.${method}` });

describe("what is looked for in a book", () => {
  const all = [entry("s-1", "CreatePayment"), entry("s-2", "CreatePayment"), entry("s-1", "CreateReversal"), entry("service:funding", "FollowSupplies"), entry("", "CreateCounty")];
  const found = (asked: Partial<typeof ANY>) => all.filter((one) => search.isFound(one, { ...ANY, ...asked }, new Map())).length;
  test("is by a person, by the services themselves, of a kind, or both", () => {
    expect([found({}), found({ who: "s-1" }), found({ who: search.SERVICE }), found({ deed: "CreatePayment" }), found({ who: "s-1", deed: "CreateReversal" }), found({ facility: "h" })])
      .toEqual([5, 2, 2, 2, 1, 0]);
    expect([search.isSearching(ANY), search.isSearching({ ...ANY, facility: "h" })]).toEqual([false, true]);
  });
  test("is offered as it is in the book, and as the address asks", () => {
    expect([search.deedsOf(all.slice(0, 3), ""), search.deedsOf([], "CreateRefund")]).toEqual([["CreatePayment", "CreateReversal"], ["CreateRefund"]]);
    expect([search.personsOf(all, ""), search.personsOf(all, "s-9"), search.personsOf([], search.SERVICE)]).toEqual([["s-1", "s-2"], ["s-1", "s-2", "s-9"], []]);
  });
});

describe("the names that an entry mentions", () => {
  test("are those of messages within messages, without what stands beside them", () => {
    const effects = toBinary(EffectsSchema, create(EffectsSchema, {
      movements: [{ source: "store:h/pharmacy/n95/lot1/o1", target: "used:h/pharmacy/n95/lot1/o1", unit: "n95", position: -7n, amount: 1_500n }],
      resources: [{ collection: "count", key: "h/pharmacy/c1", body: toBinary(CountSchema, create(CountSchema, { name: `${COUNTY}/facilities/h/stores/pharmacy/counts/c1`,
        lines: [{ item: `${COUNTY}/items/n95` }], reason: "counties/ 写在话里的不算，也不是名称" })) },
        { collection: "payment", key: "p", body: toBinary(PaymentSchema, create(PaymentSchema, { allocation: `${COUNTY}/documents/d1/allocations/2`, invoice: "2" })) }] }));
    expect(namesIn(effects).filter((name) => !name.includes(" "))).toEqual([`${COUNTY}/facilities/h/stores/pharmacy/counts/c1`, `${COUNTY}/items/n95`, `${COUNTY}/documents/d1/allocations/2`]);
  });
  test("name the facility whose allocation money moved in", () => {
    const effects = toBinary(EffectsSchema, create(EffectsSchema, { movements: [{ source: "alloc:d1/2/masks:available", target: "paid:d1/2/masks", unit: "CNY", position: 1n, amount: 5n }] }));
    const paid = create(EntrySchema, { sequence: 7n, frame: frameOf("funding", EffectsSchema.typeName, effects) });
    expect(facilitiesIn(paid, new Map([[`${COUNTY}/documents/d1/allocations/2`, `${COUNTY}/facilities/h`]]))).toEqual([`${COUNTY}/facilities/h`]);
    expect(facilitiesIn(paid, new Map())).toEqual([]);
  });
  test("are none in what is no message", () => {
    expect(namesIn(new Uint8Array([255, 255, 255, 1, 2]))).toEqual([]);
    expect(namesIn(new Uint8Array())).toEqual([]);
  });
});
