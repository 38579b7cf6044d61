import { create, toBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { PaymentSchema } from "$calls/oversight/epiledger/funding/v1/funding_pb.ts";
import { EffectsSchema } from "$calls/oversight/epiledger/journal/v1/entry_pb.ts";
import { EntrySchema, type Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { CountSchema } from "$calls/oversight/epiledger/supplies/v1/supplies_pb.ts";
import { namesIn } from "./mentioned.ts";
import { deedsOf, isFound, isSearching, personsOf, SERVICE } from "./search.ts";

const COUNTY = "counties/990101";
const ANY = { who: "", deed: "", facility: "" };
const entry = (subject: string, method: string): Entry => create(EntrySchema, { subject, method: `epiledger.funding.v1.FundingService.${method}` });

describe("what is looked for in a book", () => {
  const all = [entry("s-1", "CreatePayment"), entry("s-2", "CreatePayment"), entry("s-1", "CreateReversal"), entry("service:funding", "FollowSupplies"), entry("", "CreateCounty")];
  const found = (asked: Partial<typeof ANY>) => all.filter((one) => isFound(one, { ...ANY, ...asked })).length;
  test("is by a person, by the services themselves, of a kind, or both", () => {
    expect([found({}), found({ who: "s-1" }), found({ who: SERVICE }), found({ deed: "CreatePayment" }), found({ who: "s-1", deed: "CreateReversal" }), found({ facility: "h" })])
      .toEqual([5, 2, 2, 2, 1, 0]);
    expect([isSearching(ANY), isSearching({ ...ANY, facility: "h" })]).toEqual([false, true]);
  });
  test("is offered as it is in the book, and as the address asks", () => {
    expect([deedsOf(all.slice(0, 3), ""), deedsOf([], "CreateRefund")]).toEqual([["CreatePayment", "CreateReversal"], ["CreateRefund"]]);
    expect([personsOf(all, ""), personsOf(all, "s-9"), personsOf([], SERVICE)]).toEqual([["s-1", "s-2"], ["s-1", "s-2", "s-9"], []]);
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
  test("are none in what is no message", () => {
    expect(namesIn(new Uint8Array([255, 255, 255, 1, 2]))).toEqual([]);
    expect(namesIn(new Uint8Array())).toEqual([]);
  });
});
