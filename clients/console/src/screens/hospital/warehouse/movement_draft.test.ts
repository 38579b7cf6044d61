import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { LossReason, Movement_Kind, Origin_Kind } from "$calls/warehouse/epiledger/supplies/v1/supplies_pb.ts";
import { CreateMovementRequestSchema } from "$calls/warehouse/epiledger/supplies/v1/supplies_service_pb.ts";
import { donorOf, isComplete, newMovementDraft, requestOf, type MovementDraft } from "./movement_draft.ts";

const UNIT = { baseUnit: "只", packs: [{ pack: "box", displayName: "盒", size: 20n }] };
const MASKS = "counties/990101/items/n95";
const draftOf = (more: Partial<MovementDraft>, line = {}): MovementDraft => {
  const draft = { ...newMovementDraft("store", "2026-11-30T08:00"), ...more };
  Object.assign(draft.lines[0]!, { item: MASKS, quantity: { pieces: "3", packs: { box: "2" } }, ...line });
  return draft;
};
const asked = (draft: MovementDraft) => fromBinary(CreateMovementRequestSchema, requestOf(draft, () => UNIT)).movement;

describe("goods that come and go", () => {
  test("a delivery has batch and last day, and no lot", () => {
    const draft = draftOf({ counterparty: "示范公司 ", note: "单 7" }, { batch: "B1", expiry: "2027-01-31", lot: "left over" });
    expect(isComplete(draft, () => UNIT)).toBe(true);
    expect(asked(draft)).toMatchObject({ kind: Movement_Kind.RECEIVE, origin: { kind: Origin_Kind.UNFUNDED }, counterparty: "示范公司", note: "单 7",
      lines: [{ item: MASKS, quantity: { pieces: 43n }, batch: "B1", expiryDate: { year: 2027, month: 1, day: 31 }, lot: "" }] });
  });

  test("a donation names its donor, the same for the same name", () => {
    expect(isComplete(draftOf({ act: "donation" }), () => UNIT)).toBe(false);
    const donor = (counterparty: string) => asked(draftOf({ act: "donation", counterparty }))?.origin?.donor;
    expect(donor("示范县红十字会")).toMatch(/^donor-[0-9a-f]{16}$/);
    expect(donor("示范县红十字会 ")).toBe(donor("示范县红十字会"));
    expect(donorOf("Red Cross")).toBe("red-cross");
    expect(donorOf("示范县红十字会")).not.toBe(donorOf("示范县慈善总会"));
  });

  test("an issue may name an expired lot, with a reason; a loss says why", () => {
    expect(asked(draftOf({ act: "issue" }, { lot: "l", override: "急用", batch: "left over" }))).toMatchObject({ kind: Movement_Kind.ISSUE,
      lines: [{ lot: "l", overrideReason: "急用", batch: "" }] });
    const lost = (lossReason: LossReason, note = "") => isComplete(draftOf({ act: "loss", lossReason, note }), () => UNIT);
    expect([lost(LossReason.UNSPECIFIED), lost(LossReason.DAMAGED), lost(LossReason.OTHER), lost(LossReason.OTHER, "鼠咬")]).toEqual([false, true, false, true]);
    expect(asked(draftOf({ act: "loss", lossReason: LossReason.DAMAGED, counterparty: "left over" }))).toMatchObject(
      { kind: Movement_Kind.LOSE, lossReason: LossReason.DAMAGED, counterparty: "" });
    expect(asked(draftOf({ act: "issue" }))?.origin).toBeUndefined();
  });
});
