import { create } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ShipmentSchema } from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import { StoredLotSchema } from "$calls/warehouse/epiledger/supplies/v1/lot_pb.ts";
import { isSet, pickingRows } from "./picking.ts";

const STORE = "counties/990101/facilities/reserve/stores/main";
const ITEM = (id: string) => `counties/990101/items/${id}`;
const lot = (item: string, batch: string, quantity: bigint, more = {}) => create(StoredLotSchema,
  { store: STORE, item: ITEM(item), lot: { name: `${ITEM(item)}/lots/${batch}`, batch }, quantity, ...more });
const shipment = (id: string, lines: object[]) => create(ShipmentSchema, { name: `${STORE}/shipments/${id}`, lines });
const STORED = [lot("n95", "old", 10n, { isExpired: true }), lot("n95", "held", 10n, { lotQuarantine: "q" }), lot("n95", "a", 30n),
  lot("n95", "b", 50n), lot("gel", "g", 5n), lot("n95", "elsewhere", 99n, { store: "other" })];
const rows = (of: ReturnType<typeof shipment>, leaving = [of]) =>
  pickingRows(of, leaving, STORED, (item) => (item.endsWith("gel") ? "a" : "b")).map((row) => [row.batch, row.quantity, row.hasLot]);

describe("a picking list", () => {
  const asked = shipment("s", [{ item: ITEM("n95"), reserved: 60n }, { item: ITEM("gel"), reserved: 8n }, { item: ITEM("gone"), reserved: 0n }]);

  test("names what expires first, shelf by shelf, and what is not there", () => {
    expect(isSet(asked)).toBe(false);
    expect(rows(asked)).toEqual([["g", 5n, true], ["", 3n, false], ["a", 30n, true], ["b", 30n, true]]);
  });

  test("leaves what is set aside for others", () => {
    const other = shipment("t", [{ item: ITEM("n95"), reserved: 25n, lots: [{ lot: `${ITEM("n95")}/lots/a`, batch: "a", quantity: 25n }] }]);
    expect(rows(asked, [asked, other]).slice(2)).toEqual([["a", 5n, true], ["b", 50n, true], ["", 5n, false]]);
    expect([isSet(other), rows(other)]).toEqual([true, [["a", 25n, true]]]);
  });
});
