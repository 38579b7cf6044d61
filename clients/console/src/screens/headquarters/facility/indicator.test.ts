import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { Facility_Kind } from "$calls/headquarters/epiledger/readiness/v1/register_pb";
import { AbsentReason } from "$calls/headquarters/epiledger/type/v1/reading_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { indicatorLink, readingColumns, readingRows, totalOf } from "./indicator.ts";

const beds = "counties/c/indicators/beds-occupied";
const picture = create(OverviewSchema, { readiness: { summary: {
  indicators: [{ indicator: "beds_occupied", value: 12n, known: 1n }],
  facilities: [
    { facility: "counties/c/facilities/a", displayName: "甲", isStale: true, report: { reportDate: { year: 2026, month: 11, day: 29 },
      readings: [{ indicator: beds, reading: { reading: { case: "value", value: 12n } } }] } },
    { facility: "counties/c/facilities/b", displayName: "乙", report: {
      readings: [{ indicator: beds, reading: { reading: { case: "absentReason", value: AbsentReason.UNKNOWN } } }] } },
    { facility: "counties/c/facilities/late", displayName: "丁" },
    { facility: "counties/c/facilities/town", displayName: "丙", kind: Facility_Kind.TOWN }] } } });
const sight = new Sight(new Names(picture), Date.UTC(2026, 10, 30, 4), "zh");

test("a total opens to what each facility said last, for which day, and to who of them never said it", () => {
  expect(indicatorLink("beds_occupied")).toBe("#/indicator/beds-occupied");
  expect(totalOf(picture, "beds-occupied")?.value).toBe(12n);
  const rows = readingRows(picture, "beds-occupied").map((row) => readingColumns(sight).map((column) => column.of(row)));
  expect(rows.map((row) => row.slice(0, 3).map(({ text }) => text))).toEqual([["甲", "12", "昨天"], ["乙", "不明", "不明"], ["丁", "不明", "不明"]]);
  expect(rows[2]![1]!.note).toBe("从未上报");
  expect(rows[0]![1]!.note).toBe("旧数，新的应报未报");
  expect(rows[0]![0]!.link).toBe("#/facility/a?part=reports");
});
