import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { RetestFindingRequest_Verdict, RetestFindingRequestSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { CreateInspectionFindingRequestSchema, CreateInspectionRequestSchema }
  from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { findingRequest, inspectionRequest, isFinding, isInspection, isRetest, newFinding, newInspection, newRetest, retestRequest } from "./drafts.ts";

const TODAY = { year: 2026, month: 11, day: 30 };

describe("what a group types", () => {
  test("is an inspection once it says where, who, when and what", () => {
    const typed = { ...newInspection("2026-11-30"), facility: "counties/1/facilities/h", organization: "counties/1/organizations/g", matter: " 物资 " };
    expect([isInspection(typed), isInspection({ ...typed, matter: " " }), isInspection({ ...typed, day: "" })]).toEqual([true, false, false]);
    const asked = fromBinary(CreateInspectionRequestSchema, inspectionRequest(typed));
    expect([asked.requestId, asked.parent, asked.inspection?.subjectMatter]).toEqual([typed.requestId, typed.facility, "物资"]);
  });
  test("is a finding once it says what is wrong, and until when", () => {
    const typed = { ...newFinding(), description: "缺登记", due: "2026-12-05" };
    expect([isFinding(typed), isFinding({ ...typed, due: "2026-12" })]).toEqual([true, false]);
    expect(fromBinary(CreateInspectionFindingRequestSchema, findingRequest(typed, "i")).finding?.dueDate).toMatchObject({ month: 12, day: 5 });
  });
  test("is a test with another due day where it failed, and only there", () => {
    const typed = { ...newRetest(), note: "仍缺", newDue: "2026-12-09" };
    expect([isRetest(typed), isRetest({ ...typed, isPassed: false, newDue: "" })]).toEqual([true, false]);
    expect(fromBinary(RetestFindingRequestSchema, retestRequest(typed, "f", TODAY)).dueDate).toBeUndefined();
    const failed = fromBinary(RetestFindingRequestSchema, retestRequest({ ...typed, isPassed: false }, "f", TODAY));
    expect([failed.verdict, failed.dueDate?.day]).toEqual([RetestFindingRequest_Verdict.FAILED, 9]);
  });
});
