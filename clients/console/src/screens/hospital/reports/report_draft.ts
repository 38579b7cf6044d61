// A daily report as it is typed: from a form to a request. Pure functions.
import { create, toBinary, type MessageInitShape } from "@bufbuild/protobuf";
import { AggregationKind, type Form, type FormVersion, type Indicator, type IndicatorReadingSchema }
  from "$calls/hospital/epiledger/readiness/v1/form_pb.ts";
import { InPlace_State, type InPlace, type InPlaceSchema, type Report, type ReportSchema }
  from "$calls/hospital/epiledger/readiness/v1/readiness_pb.ts";
import { CorrectReportRequestSchema, SubmitReportRequestSchema }
  from "$calls/hospital/epiledger/readiness/v1/readiness_service_pb.ts";
import { AbsentReason } from "$calls/hospital/epiledger/type/v1/reading_pb.ts";
import { dayOfIso, isoDay, type Day } from "$src/format/day.ts";
import { wholeNumber } from "$src/format/number.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";

export interface TypedReading {
  value: string;
  /** Why there is no figure; UNSPECIFIED: there is one, or nothing was said. */
  absent: AbsentReason;
  /** As in the report before. */
  carries: boolean;
  confirm: boolean;
  /** What the service asks about it. */
  question: string;
}

export const PLACES = ["personnel", "equipment", "medicines", "duty"] as const;
export type Place = (typeof PLACES)[number];

export interface TypedPlace {
  state: InPlace_State;
  absent: AbsentReason;
  note: string;
}

export interface ReportDraft extends DraftContent {
  /** The day it is about, `2026-11-30`. */
  day: string;
  version: number;
  readings: Record<string, TypedReading>;
  places: Record<Place, TypedPlace>;
  /** Of a correction: the report and its revision. */
  name: string;
  revision: string;
  reason: string;
}

/** The version of a form that holds on a day: the last to begin by then, and
 * the first for all days before. */
export function versionAt(form: Form, day: Day): FormVersion | undefined {
  const begun = form.versions.filter((version) => !version.validFrom || isoDay(version.validFrom) <= isoDay(day));
  return begun.at(-1) ?? form.versions[0];
}

/** What a report is judged by: the indicators, in the order of the form. */
export function questionsOf(version: FormVersion): Indicator[] {
  return version.questions.flatMap((question) => (question.rules ? [question.rules] : []));
}

/** The indicator's name, as questions and readings have it. */
export function nameOf(version: FormVersion, at: number): string {
  return version.questions[at]?.indicator ?? "";
}

function emptyReading(): TypedReading {
  return { value: "", absent: AbsentReason.UNSPECIFIED, carries: false, confirm: false, question: "" };
}

function emptyPlace(): TypedPlace {
  return { state: InPlace_State.UNSPECIFIED, absent: AbsentReason.UNSPECIFIED, note: "" };
}

export function newReportDraft(day: Day, version: FormVersion): ReportDraft {
  return {
    requestId: newRequestId(), isSent: false, problem: "", day: isoDay(day), version: version.version === 0n ? 0 : Number(version.version),
    readings: Object.fromEntries(version.questions.map((question) => [question.indicator, emptyReading()])),
    places: { personnel: emptyPlace(), equipment: emptyPlace(), medicines: emptyPlace(), duty: emptyPlace() },
    name: "", revision: "0", reason: "",
  };
}

function typedPlace(answer: InPlace | undefined): TypedPlace {
  return {
    state: answer?.answer.case === "state" ? answer.answer.value : InPlace_State.UNSPECIFIED,
    absent: answer?.answer.case === "absentReason" ? answer.answer.value : AbsentReason.UNSPECIFIED,
    note: answer?.note ?? "",
  };
}

/** What was filed, to be put right. */
export function correctionOf(report: Report, day: Day, version: FormVersion, reason: string): ReportDraft {
  const draft = newReportDraft(day, version);
  for (const { indicator, reading } of report.readings) {
    const typed = draft.readings[indicator];
    if (!typed) continue;
    if (reading?.reading.case === "value") typed.value = String(reading.reading.value);
    if (reading?.reading.case === "absentReason") typed.absent = reading.reading.value;
  }
  for (const place of PLACES) draft.places[place] = typedPlace(report.fourInPlace?.[place]);
  return { ...draft, name: report.name, revision: String(report.revision), reason };
}

/** Somebody filed the day, or corrected it, after this draft was begun. */
export function isOvertaken(draft: ReportDraft, filed: Report | undefined): boolean {
  return filed !== undefined && (draft.name === "" || filed.revision > BigInt(draft.revision));
}

/** What is typed, to be put over what was filed meanwhile: an id of its own,
 * for it is another write. */
export function overFiled(draft: ReportDraft, filed: Report, day: Day, version: FormVersion, reason: string): ReportDraft {
  const correction = correctionOf(filed, day, version, draft.reason.trim() === "" ? reason : draft.reason);
  for (const [indicator, typed] of Object.entries(draft.readings)) {
    if (isAnswered(typed) && indicator in correction.readings) correction.readings[indicator] = { ...typed, confirm: false, question: "" };
  }
  for (const place of PLACES) {
    if (placeOf(draft.places[place])) correction.places[place] = draft.places[place];
  }
  return correction;
}

/** The figure that a report says of an indicator. */
export function figureIn(report: Report | undefined, indicator: string): bigint | undefined {
  const reading = report?.readings.find((one) => one.indicator === indicator)?.reading?.reading;
  return reading?.case === "value" ? reading.value : undefined;
}

export type ReadingProblem =
  | { kind: "not-number" }
  | { kind: "range"; least: bigint; most: bigint }
  | { kind: "whole"; whole: string };

/** What is wrong with a reading as it stands, by the form's own rules. */
export function problemOf(rules: Indicator, typed: TypedReading, draft: ReportDraft): ReadingProblem | undefined {
  if (typed.absent !== AbsentReason.UNSPECIFIED || typed.value.trim() === "") return undefined;
  const value = wholeNumber(typed.value);
  if (value === undefined) return { kind: "not-number" };
  if (value < rules.least || (rules.most > 0n && value > rules.most)) {
    return { kind: "range", least: rules.least, most: rules.most };
  }
  for (const { indicator } of rules.wholes) {
    const whole = wholeNumber(draft.readings[indicator]?.value ?? "");
    if (whole !== undefined && value > whole) return { kind: "whole", whole: indicator };
  }
  return undefined;
}

/** A count happens anew each day: it is never as it was before. */
export function canCarry(rules: Indicator): boolean {
  return rules.kind !== AggregationKind.COUNT;
}

export function isAnswered(typed: TypedReading): boolean {
  return typed.value.trim() !== "" || typed.absent !== AbsentReason.UNSPECIFIED || typed.carries;
}

function readingsOf(draft: ReportDraft): MessageInitShape<typeof IndicatorReadingSchema>[] {
  return Object.entries(draft.readings).filter(([, typed]) => isAnswered(typed)).map(([indicator, typed]) => {
    if (typed.carries) return { indicator, carryForward: true, confirm: typed.confirm };
    const value = wholeNumber(typed.value);
    return {
      indicator, confirm: typed.confirm,
      reading: typed.absent !== AbsentReason.UNSPECIFIED || value === undefined
        ? { reading: { case: "absentReason" as const, value: typed.absent } }
        : { reading: { case: "value" as const, value } },
    };
  });
}

function placeOf(typed: TypedPlace): MessageInitShape<typeof InPlaceSchema> | undefined {
  if (typed.state !== InPlace_State.UNSPECIFIED) return { answer: { case: "state", value: typed.state }, note: typed.note };
  if (typed.absent !== AbsentReason.UNSPECIFIED) return { answer: { case: "absentReason", value: typed.absent } };
  return undefined;
}

function reportOf(draft: ReportDraft, isZero: boolean): MessageInitShape<typeof ReportSchema> {
  const reportDate = dayOfIso(draft.day)!;
  if (isZero) return { reportDate, content: { case: "zeroReport", value: {} } };
  const places = Object.fromEntries(PLACES.flatMap((place) => {
    const said = placeOf(draft.places[place]);
    return said ? [[place, said] as const] : [];
  }));
  return {
    reportDate, readings: readingsOf(draft), formVersion: BigInt(draft.version),
    ...(Object.keys(places).length > 0 ? { fourInPlace: places } : {}),
  };
}

/** The request, and the indicators of its readings in their order. */
export function requestOf(draft: ReportDraft, facility: string, isZero: boolean): { request: Uint8Array; indicators: string[] } {
  const report = reportOf(draft, isZero);
  const indicators = isZero ? [] : readingsOf(draft).map((reading) => reading.indicator ?? "");
  const request = draft.name === ""
    ? toBinary(SubmitReportRequestSchema, create(SubmitReportRequestSchema,
      { requestId: draft.requestId, parent: facility, report }))
    : toBinary(CorrectReportRequestSchema, create(CorrectReportRequestSchema,
      { requestId: draft.requestId, name: draft.name, revision: BigInt(draft.revision), reason: draft.reason, report }));
  return { request, indicators };
}

/** The draft with the service's questions at their readings. */
export function askedBack(draft: ReportDraft, violations: { field: string; text: string }[], indicators: string[]): ReportDraft {
  const readings = { ...draft.readings };
  for (const { field, text } of violations) {
    const found = /readings\[(\d+)\]/.exec(field);
    const indicator = found ? indicators[Number(found[1])] : undefined;
    const typed = indicator === undefined ? undefined : readings[indicator];
    if (indicator !== undefined && typed) readings[indicator] = { ...typed, question: text };
  }
  return { ...draft, readings };
}
