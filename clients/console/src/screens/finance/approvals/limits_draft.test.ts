import { create, fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ApprovalLimitsSchema } from "$calls/finance/epiledger/funding/v1/proposal_pb.ts";
import { UpdateApprovalLimitsRequestSchema } from "$calls/finance/epiledger/funding/v1/proposal_service_pb.ts";
import { fenOf, moneyOf } from "$src/format/money.ts";
import { isWhole, limitsRequest, newLimitsDraft } from "./limits_draft.ts";

const draft = newLimitsDraft(create(ApprovalLimitsSchema, { payment: moneyOf(800_000_00n), windowHours: 24, expiryHours: 72, nearPercent: 90 }));

test("limits begin with what is in force, and what is left empty is none", () => {
  expect([draft.payment, draft.recall, draft.windowHours]).toEqual(["800,000.00", "", "24"]);
  const asked = fromBinary(UpdateApprovalLimitsRequestSchema, limitsRequest({ ...draft, payment: "90万" }, "counties/990101"));
  expect(asked.name).toBe("counties/990101/approvalLimits");
  expect(fenOf(asked.approvalLimits!.payment!)).toBe(900_000_00n);
  expect([asked.approvalLimits!.recall, asked.approvalLimits!.nearPercent]).toEqual([undefined, 90]);
});

test("limits are whole with amounts that are some, and numbers within bounds", () => {
  expect(isWhole(draft)).toBe(true);
  for (const wrong of [{ payment: "x" }, { windowHours: "73" }, { nearPercent: "0" }, { expiryHours: "" }]) expect(isWhole({ ...draft, ...wrong })).toBe(false);
});
