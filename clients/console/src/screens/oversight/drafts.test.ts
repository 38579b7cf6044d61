import { create, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { Finding_Severity as Severity, FindingSchema } from "$calls/oversight/epiledger/readiness/v1/finding_pb.ts";
import { AmendFindingRequestSchema, RetestFindingRequest_Verdict, RetestFindingRequestSchema } from "$calls/oversight/epiledger/readiness/v1/finding_service_pb.ts";
import { InspectionSchema } from "$calls/oversight/epiledger/readiness/v1/inspection_pb.ts";
import { CorrectInspectionRequestSchema, CreateInspectionFindingRequestSchema, CreateInspectionRequestSchema }
  from "$calls/oversight/epiledger/readiness/v1/inspection_service_pb.ts";
import { amendmentOf, amendRequest, correctionOf, correctionRequest, findingRequest, inspectionRequest, isAmendment, isCorrection, isFinding, isInspection, isOvertaken,
  isRetest, newFinding, newInspection, newRetest, retestRequest } from "./drafts.ts";

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

describe("what corrects it", () => {
  const recorded = create(InspectionSchema, { name: "counties/1/facilities/h/inspections/i", organization: "counties/1/organizations/g",
    inspectionDate: { year: 2026, month: 11, day: 29 }, subjectMatter: "物资", conclusion: "", revision: 2n });
  const finding = create(FindingSchema, { name: "counties/1/facilities/h/findings/f", severity: Severity.MINOR, organization: "counties/1/organizations/g",
    dueDate: { year: 2026, month: 12, day: 5 } });
  test("is a correction once it says something else, and why", () => {
    const typed = { ...correctionOf(recorded), matter: "物资与值守 ", reason: "漏写" };
    expect([isCorrection(typed, recorded), isCorrection({ ...typed, reason: "" }, recorded), isCorrection({ ...correctionOf(recorded), reason: "漏写" }, recorded)])
      .toEqual([true, false, false]);
    const asked = fromBinary(CorrectInspectionRequestSchema, correctionRequest(typed, recorded));
    expect([asked.revision, asked.inspection?.subjectMatter, asked.reason]).toEqual([2n, "物资与值守", "漏写"]);
  });
  test("is overtaken by a correction that came since, and goes over that once it was seen", () => {
    const typed = correctionOf(recorded);
    const since = create(InspectionSchema, { ...recorded, revision: 3n });
    expect([isOvertaken(typed, recorded), isOvertaken(typed, since)]).toEqual([false, true]);
    expect(fromBinary(CorrectInspectionRequestSchema, correctionRequest(typed, since)).revision).toBe(3n);
  });
  test("of a finding is what differs, and why", () => {
    const typed = { ...amendmentOf(finding), due: "2026-12-09", reason: "配件未到" };
    expect([isAmendment(typed, finding), isAmendment({ ...typed, reason: " " }, finding), isAmendment({ ...typed, due: "2026-12-05" }, finding), isAmendment({ ...typed, due: "" }, finding)])
      .toEqual([true, false, false, false]);
    const asked = fromBinary(AmendFindingRequestSchema, amendRequest(typed, finding, TODAY));
    expect([asked.severity, asked.organization, asked.dueDate?.day, asked.amendDate?.day]).toEqual([Severity.UNSPECIFIED, "", 9, 30]);
  });
});
