import { fromBinary } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ReportFindingFixRequestSchema } from "$calls/fixes/epiledger/readiness/v1/finding_service_pb.ts";
import { isWhole, newFixDraft, requestOf } from "./fix_draft.ts";

test("a fix has a day and says what was done", () => {
  const draft = newFixDraft("2026-11-30");
  expect(isWhole(draft)).toBe(false);
  draft.note = " 已重新张贴标识 ";
  expect([isWhole(draft), isWhole({ ...draft, day: "" })]).toEqual([true, false]);
  expect(fromBinary(ReportFindingFixRequestSchema, requestOf(draft, "f"))).toMatchObject(
    { requestId: draft.requestId, name: "f", fixDate: { year: 2026, month: 11, day: 30 }, note: "已重新张贴标识" });
});
