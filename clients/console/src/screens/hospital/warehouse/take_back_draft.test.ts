import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ShipmentSchema } from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import { TakeBackShipmentRequestSchema } from "$calls/warehouse/epiledger/supplies/v1/shipment_service_pb.ts";
import { LossReason } from "$calls/warehouse/epiledger/supplies/v1/supplies_pb.ts";
import { isWhole, newTakeBackDraft, requestOf, returnState } from "./take_back_draft.ts";

const MASKS = "counties/990101/items/n95";
const UNIT = { baseUnit: "只", packs: [{ pack: "box", displayName: "盒", size: 20n }] };
const SHIPMENT = create(ShipmentSchema, { name: "s", lines: [{ item: MASKS, returning: 30n }, { item: "other", returning: 0n }] });

describe("what was rejected", () => {
  test("is all back at one press", () => {
    const draft = newTakeBackDraft(SHIPMENT, () => UNIT);
    expect(Object.keys(draft.lines)).toEqual([MASKS]);
    expect(isWhole(draft, SHIPMENT, () => UNIT)).toBe(true);
    const asked = fromBinary(TakeBackShipmentRequestSchema, requestOf(draft, SHIPMENT, () => UNIT, 1000));
    expect(asked.lines).toMatchObject([{ item: MASKS, quantity: { pieces: 30n } }]);
    expect(asked.lines[0]?.lossReason).toBe(LossReason.UNSPECIFIED);
  });

  test("is written off, or told of later, where it is not back", () => {
    const draft = newTakeBackDraft(SHIPMENT, () => UNIT);
    const typed = draft.lines[MASKS]!;
    typed.quantity = { pieces: "", packs: { box: "1" } };
    const lines = () => fromBinary(TakeBackShipmentRequestSchema, requestOf(draft, SHIPMENT, () => UNIT, 1000)).lines;
    expect(lines()).toMatchObject([{ quantity: { pieces: 20n } }]);
    typed.reason = LossReason.OTHER;
    expect([returnState(typed, 30n, UNIT), isWhole(draft, SHIPMENT, () => UNIT)]).toEqual(["unexplained", false]);
    typed.note = "途中淋湿";
    expect(lines()).toMatchObject([{ quantity: { pieces: 20n } }, { quantity: { pieces: 10n }, lossReason: LossReason.OTHER, note: "途中淋湿" }]);
    typed.quantity.packs = { box: "2" };
    expect(returnState(typed, 30n, UNIT)).toBe("more");
  });
});
