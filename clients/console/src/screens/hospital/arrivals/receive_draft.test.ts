import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { RejectionReason, ShipmentSchema } from "$calls/hospital/epiledger/supplies/v1/shipment_pb.ts";
import { CreateShipmentReceiptRequestSchema } from "$calls/hospital/epiledger/supplies/v1/shipment_service_pb.ts";
import { arrivalState, emptyRest, newReceiptDraft, requestOf, withRests, type ReceiptDraft } from "./receive_draft.ts";

const MASKS = "counties/990101/items/n95";
const UNIT = { baseUnit: "只", packs: [{ pack: "box", displayName: "盒", size: 20n }] };
const SHIPMENT = create(ShipmentSchema, { name: "s", toStore: "t", lines: [
  { item: MASKS, inTransit: 110n, returning: 10n },
  { item: "counties/990101/items/gone", inTransit: 5n, returning: 5n }] });
const asked = (draft: ReceiptDraft) =>
  fromBinary(CreateShipmentReceiptRequestSchema, requestOf(draft, SHIPMENT, () => UNIT, 1000)).shipmentReceipt;

describe("a receipt", () => {
  test("begins with all that is on its way here, and accepts it at one press", () => {
    const draft = newReceiptDraft(SHIPMENT, () => UNIT);
    expect(draft.lines).toMatchObject({ [MASKS]: { quantity: { pieces: "", packs: { box: "5" } } } });
    expect(Object.keys(draft.lines)).toHaveLength(1);
    expect(asked(draft)).toMatchObject({ shipment: "s", acceptAll: true, lines: [] });
  });

  test("of less says what became of the rest", () => {
    const draft = newReceiptDraft(SHIPMENT, () => UNIT);
    draft.lines[MASKS]!.quantity.packs = { box: "4" };
    expect(arrivalState(draft.lines[MASKS]!, 100n, UNIT)).toBe("unexplained");
    const [rest] = draft.lines[MASKS]!.rests;
    rest!.reason = RejectionReason.OTHER;
    expect(arrivalState(draft.lines[MASKS]!, 100n, UNIT)).toBe("unexplained");
    rest!.note = "受潮";
    expect(arrivalState(draft.lines[MASKS]!, 100n, UNIT)).toBe("less");
    expect(asked(draft)).toMatchObject({ acceptAll: false, lines: [{ item: MASKS, accepted: { pieces: 80n },
      rejections: [{ reason: RejectionReason.OTHER, quantity: { pieces: 20n }, note: "受潮" }] }] });
  });

  test("of less may have several reasons, each with its part", () => {
    const draft = newReceiptDraft(SHIPMENT, () => UNIT);
    const line = draft.lines[MASKS]!;
    line.quantity = { pieces: "17", packs: { box: "4" } };
    line.rests = [{ ...emptyRest(), reason: RejectionReason.MISSING }, { ...emptyRest(), reason: RejectionReason.DAMAGED }];
    expect(arrivalState(line, 100n, UNIT)).toBe("unexplained");
    line.rests[1]!.quantity.pieces = "1";
    expect(arrivalState(line, 100n, UNIT)).toBe("less");
    expect(asked(draft)?.lines[0]?.rejections).toMatchObject([{ reason: RejectionReason.MISSING, quantity: { pieces: 2n } },
      { reason: RejectionReason.DAMAGED, quantity: { pieces: 1n } }]);
    line.rests[1]!.quantity.pieces = "3";
    expect(arrivalState(line, 100n, UNIT)).toBe("unexplained");
  });

  test("that an older version kept is read with its one reason", () => {
    const draft = newReceiptDraft(SHIPMENT, () => UNIT);
    const old = { ...draft, lines: { [MASKS]: { quantity: { pieces: "5", packs: {} }, reason: RejectionReason.MISSING, note: "少" } } };
    expect(withRests(old as unknown as ReceiptDraft).lines[MASKS]?.rests).toMatchObject([{ reason: RejectionReason.MISSING, note: "少" }]);
    expect(withRests(draft)).toEqual(draft);
  });

  test("is never of more than was sent", () => {
    const draft = newReceiptDraft(SHIPMENT, () => UNIT);
    draft.lines[MASKS]!.quantity.pieces = "1";
    expect(arrivalState(draft.lines[MASKS]!, 100n, UNIT)).toBe("more");
  });
});
