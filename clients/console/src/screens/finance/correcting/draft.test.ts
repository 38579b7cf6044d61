import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { AllocationChange_Kind as Kind } from "$calls/finance/epiledger/funding/v1/allocation_change_pb.ts";
import { CreateAllocationChangeRequestSchema } from "$calls/finance/epiledger/funding/v1/allocation_change_service_pb.ts";
import { CreateRefundRequestSchema, ReleaseCommitmentRequestSchema } from "$calls/finance/epiledger/funding/v1/commitment_service_pb.ts";
import { Allocation_State as State, AllocationSchema, PaymentSchema } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { ReverseEntryRequestSchema } from "$calls/finance/epiledger/funding/v1/reversal_service_pb.ts";
import { fenOf, moneyOf } from "$src/format/money.ts";
import { changeable, changeRequest, isWholeChange, newChangeDraft, targetsOf } from "./change_draft.ts";
import { isWholeRefund, isWholeRelease, newReturnDraft, refundableOf, refundRequest, releaseRequest, reverseRequest } from "./draft.ts";

const PAYMENT = create(PaymentSchema, { name: "counties/990101/payments/0d00ab82-0000000041", amount: moneyOf(1_000_00n), refunded: moneyOf(300_00n) });
const typed = { ...newReturnDraft("2026-11-30"), amount: "200", reason: " 多付 ", isOwedAgain: true };

describe("what is given back", () => {
  test("is at most what was paid and is not given back yet", () => expect(refundableOf(PAYMENT)).toBe(700_00n));
  test("is owed again only where something was owed", () => {
    const asked = fromBinary(CreateRefundRequestSchema, refundRequest(typed, PAYMENT, "counties/990101")).refund!;
    expect([asked.reason, fenOf(asked.amount!), asked.owedAgain]).toEqual(["多付", 200_00n, false]);
    const ofOrder = { ...PAYMENT, commitment: "counties/990101/commitments/c1" };
    expect(fromBinary(CreateRefundRequestSchema, refundRequest(typed, ofOrder, "counties/990101")).refund!.owedAgain).toBe(true);
  });
  test("needs its amount and a reason", () => {
    expect([isWholeRefund(typed), isWholeRefund({ ...typed, amount: "" }), isWholeRefund({ ...typed, reason: " " })]).toEqual([true, false, false]);
  });
});

describe("what is released", () => {
  const asked = (amount: string, line: number) => fromBinary(ReleaseCommitmentRequestSchema, releaseRequest({ ...typed, amount }, "counties/990101/commitments/c1", line));
  test("is all of a line, or so much of it", () => {
    expect(asked("", 1).amount).toBeUndefined();
    expect(fenOf(asked("1.5万", 2).amount!)).toBe(15_000_00n);
  });
  test("of all lines is all that they hold", () => expect(asked("7", 0).amount).toBeUndefined());
  test("needs a day, and an amount that is one", () => {
    expect([isWholeRelease({ ...typed, amount: "" }), isWholeRelease({ ...typed, amount: "x" }), isWholeRelease({ ...typed, day: "" })]).toEqual([true, false, false]);
  });
});

test("an entry is reversed by its number, with a reason", () => {
  const asked = fromBinary(ReverseEntryRequestSchema, reverseRequest({ ...typed, note: " 金额录错 " }, 23n, "counties/990101"));
  expect([asked.sequence, asked.reason, asked.requestId]).toEqual([23n, "金额录错", typed.requestId]);
});

test("what is taken back is at most what its share has, or has fast", () => {
  const allocation = create(AllocationSchema, { balance: { purposes: [{ purpose: "p", available: moneyOf(5_00n), frozen: moneyOf(2_00n) }] } });
  const draft = { ...newChangeDraft("2026-11-30"), purpose: "p", amount: "1", reason: "多分配" };
  expect([changeable(allocation, draft), changeable(allocation, { ...draft, kind: Kind.UNFREEZE }), changeable(allocation, { ...draft, purpose: "q" })])
    .toEqual([5_00n, 2_00n, undefined]);
  expect([isWholeChange(draft, "a", "me"), isWholeChange({ ...draft, reason: "" }, "a", "me")]).toEqual([true, false]);
});

describe("what is moved to another allocation", () => {
  const draft = { ...newChangeDraft("2026-11-30"), kind: Kind.TRANSFER, purpose: "p", amount: "1", reason: "急需", target: "b", targetPurpose: "p", approver: " s-9 " };
  test("goes to another share, and was approved by somebody else", () => {
    expect([draft, { ...draft, target: "a" }, { ...draft, target: "a", targetPurpose: "q" }, { ...draft, target: "" }, { ...draft, approver: "" }, { ...draft, approver: "me" }]
      .map((one) => isWholeChange(one, "a", "me"))).toEqual([true, false, true, false, false, false]);
  });
  test("stays within its fund, and goes to none that is over", () => {
    const of = (name: string, fund: string, state: State) => create(AllocationSchema, { name, fund, state });
    const from = of("a", "f", State.OPEN);
    expect(targetsOf(from, [from, of("b", "f", State.FROZEN), of("c", "g", State.OPEN), of("d", "f", State.CLOSED), of("e", "f", State.EXPIRED)])
      .map(({ name }) => name)).toEqual(["a", "b"]);
  });
  test("names its approver; a recall names neither that nor a target", () => {
    const asked = (one: typeof draft) => fromBinary(CreateAllocationChangeRequestSchema, changeRequest(one, "counties/c/documents/d/allocations/1", "counties/c")).allocationChange!;
    expect([asked(draft).approver, asked(draft).targetAllocation]).toEqual(["s-9", "b"]);
    expect([asked({ ...draft, kind: Kind.RECALL }).approver, asked({ ...draft, kind: Kind.RECALL }).targetAllocation]).toEqual(["", ""]);
  });
});
