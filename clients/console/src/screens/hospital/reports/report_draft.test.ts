import { create, fromBinary } from "@bufbuild/protobuf";
import { beforeEach, describe, expect, test } from "vitest";
import { AggregationKind, FormSchema } from "$calls/hospital/epiledger/readiness/v1/form_pb.ts";
import { InPlace_State, ReportSchema } from "$calls/hospital/epiledger/readiness/v1/readiness_pb.ts";
import { CorrectReportRequestSchema, SubmitReportRequestSchema } from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import { AbsentReason } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { askedBack, canCarry, correctionOf, isOvertaken, newReportDraft, overFiled, problemOf, questionsOf, requestOf, versionAt, type ReportDraft }
  from "./report_draft.ts";

const NAME = (id: string) => `counties/990101/indicators/${id}`;
const DAY = { year: 2026, month: 11, day: 30 };
const FACILITY = "counties/990101/facilities/people-hospital";
const FORM = create(FormSchema, { versions: [
  { version: 1n, questions: [] },
  { version: 2n, validFrom: { year: 2026, month: 11, day: 30 }, asksFourInPlace: true, questions: [
    { indicator: NAME("beds"), rules: { displayName: "床位", kind: AggregationKind.POINT_IN_TIME, most: 500n } },
    { indicator: NAME("occupied"), rules: { displayName: "占用", kind: AggregationKind.COUNT, wholes: [{ indicator: NAME("beds") }] } }] },
  { version: 3n, validFrom: { year: 2026, month: 12, day: 1 }, questions: [] }] });
const VERSION = versionAt(FORM, DAY)!;

let draft: ReportDraft;
beforeEach(() => { draft = newReportDraft(DAY, VERSION); });
const typed = (id: string) => draft.readings[NAME(id)]!;
const asked = (isZero = false) => fromBinary(SubmitReportRequestSchema, requestOf(draft, FACILITY, isZero).request).report;

describe("a daily report", () => {
  test("is judged by the version that holds on its day", () => {
    expect(VERSION.version).toBe(2n);
    expect(versionAt(FORM, { year: 2020, month: 1, day: 1 })?.version).toBe(1n);
    expect(versionAt(FORM, { year: 2027, month: 1, day: 1 })?.version).toBe(3n);
  });

  test("leaves out what was not answered, and says why there is no figure", () => {
    typed("beds").absent = AbsentReason.UNKNOWN;
    draft.places.duty.state = InPlace_State.IN_PLACE;
    expect(asked()).toMatchObject({ reportDate: DAY, formVersion: 2n, fourInPlace: { duty: { answer: { case: "state", value: InPlace_State.IN_PLACE } } },
      readings: [{ indicator: NAME("beds"), reading: { reading: { case: "absentReason", value: AbsentReason.UNKNOWN } } }] });
    expect(asked()?.fourInPlace?.personnel).toBeUndefined();
  });

  test("that nothing happened is an act of its own, without figures", () => {
    typed("beds").value = "3";
    expect(asked(true)).toMatchObject({ content: { case: "zeroReport" }, readings: [] });
  });

  test("says what is wrong before it is sent", () => {
    const [beds, occupied] = questionsOf(VERSION);
    const problem = (rules: typeof beds, id: string) => problemOf(rules!, typed(id), draft);
    expect(problem(beds, "beds")).toBeUndefined();
    typed("beds").value = "x";
    expect(problem(beds, "beds")).toEqual({ kind: "not-number" });
    typed("beds").value = "501";
    expect(problem(beds, "beds")).toEqual({ kind: "range", least: 0n, most: 500n });
    typed("beds").value = "10";
    typed("occupied").value = "11";
    expect(problem(occupied, "occupied")).toEqual({ kind: "whole", whole: NAME("beds") });
  });

  test("carries over what there is, and never what happened", () => {
    const [beds, occupied] = questionsOf(VERSION);
    expect([canCarry(beds!), canCarry(occupied!)]).toEqual([true, false]);
    Object.assign(typed("beds"), { value: "10", carries: true });
    expect(asked()?.readings).toMatchObject([{ indicator: NAME("beds"), carryForward: true }]);
    expect(asked()?.readings[0]?.reading).toBeUndefined();
  });

  test("has the service's questions at the readings they are about", () => {
    typed("occupied").value = "11";
    const { indicators } = requestOf(draft, FACILITY, false);
    draft = askedBack(draft, [{ field: "report.readings[0].confirm", text: "变化过大" }], indicators);
    expect(typed("occupied").question).toBe("变化过大");
  });

  test("that is put right begins with what was filed, and says why", () => {
    const filed = create(ReportSchema, { name: `${FACILITY}/reports/2026-11-30`, revision: 2n,
      readings: [{ indicator: NAME("beds"), reading: { reading: { case: "value", value: 420n } } },
        { indicator: NAME("occupied"), reading: { reading: { case: "absentReason", value: AbsentReason.NOT_ASKED } } }] });
    draft = correctionOf(filed, DAY, VERSION, "录入错误");
    expect(typed("beds").value).toBe("420");
    const request = fromBinary(CorrectReportRequestSchema, requestOf(draft, FACILITY, false).request);
    expect(request).toMatchObject({ name: filed.name, revision: 2n, reason: "录入错误" });
    expect(request.report?.readings).toHaveLength(2);
  });

  test("that a colleague was faster with goes over what was filed, under another id", () => {
    const filed = create(ReportSchema, { name: `${FACILITY}/reports/2026-11-30`, revision: 1n,
      readings: [{ indicator: NAME("beds"), reading: { reading: { case: "value", value: 420n } } }],
      fourInPlace: { duty: { answer: { case: "state", value: InPlace_State.IN_PLACE } } } });
    expect([isOvertaken(draft, undefined), isOvertaken(draft, filed)]).toEqual([false, true]);
    typed("occupied").value = "11";
    const over = overFiled(draft, filed, DAY, VERSION, "录入错误");
    expect(over.readings).toMatchObject({ [NAME("beds")]: { value: "420" }, [NAME("occupied")]: { value: "11" } });
    expect(over).toMatchObject({ name: filed.name, revision: "1", reason: "录入错误", places: { duty: { state: InPlace_State.IN_PLACE } } });
    expect(over.requestId).not.toBe(draft.requestId);
    expect([isOvertaken(over, filed), isOvertaken(over, create(ReportSchema, { ...filed, revision: 2n }))]).toEqual([false, true]);
  });
});
