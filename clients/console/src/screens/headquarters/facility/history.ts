// An item's stock day by day: rows, and the chart of it.
import type { GetStockHistoryResponse } from "$calls/headquarters/epiledger/supplies/v1/need_service_pb";
import type { StockHistory_Day as Day } from "$calls/headquarters/epiledger/supplies/v1/need_pb";
import { grouped } from "$src/format/number.ts";
import type { Column } from "$src/parts/sheet.ts";
import type { ChartOption } from "../chart/echarts.ts";
import type { Sight } from "../words/sight.ts";
import { history } from "./texts.ts";

export function cameIn({ flows }: Day): bigint {
  return flows ? flows.received + flows.broughtBack + flows.movedIn : 0n;
}

export function wentOut({ flows }: Day): bigint {
  return flows ? flows.movedOut + flows.issued + flows.sentBack + flows.lost : 0n;
}

export function historyColumns(unit: string, sight: Sight): Column<Day>[] {
  return [
    { heading: sight.say(history.date), of: (day) => ({ text: sight.day(day.date) }) },
    { heading: sight.say(history.closing), isFigure: true, of: (day) => sight.figure(day.closing, unit) },
    { heading: sight.say(history.used), isFigure: true, of: (day) => sight.figure(day.used, unit) },
    { heading: sight.say(history.received), isFigure: true, of: (day) => sight.figure(cameIn(day), unit) },
    { heading: sight.say(history.out), isFigure: true, of: (day) => sight.figure(wentOut(day), unit) },
    { heading: sight.say(history.counted), of: (day) => ({ text: sight.say(day.counted ? history.yes : history.no) }) },
  ];
}

export function sumsText({ history: all, baseUnit }: GetStockHistoryResponse, sight: Sight): string {
  if (!all) return sight.unknown;
  return sight.say(history.sums, all.daysUseKnown === 0n ? sight.unknown : `${grouped(all.used)} ${baseUnit}`,
    grouped(all.daysUseKnown), grouped(all.daysWithoutStock), grouped(all.daysUnknown));
}

/** What is not known leaves a gap: a line through it would tell a figure. */
function dot(value: bigint | undefined): number | null {
  return value === undefined ? null : Number(value);
}

export function historyChart({ history: all, baseUnit }: GetStockHistoryResponse, sight: Sight): ChartOption {
  const days = all?.days ?? [];
  const [closing, used] = [sight.say(history.closing), sight.say(history.used)];
  return {
    aria: { enabled: true },
    grid: { left: 8, right: 8, top: 36, bottom: 8, containLabel: true },
    legend: { top: 0, data: [closing, used] },
    tooltip: { trigger: "axis", renderMode: "richText",
      valueFormatter: (value) => (typeof value === "number" ? `${grouped(value)} ${baseUnit}` : sight.unknown) },
    xAxis: { type: "category", data: days.map((day) => `${day.date?.month ?? ""}-${day.date?.day ?? ""}`) },
    yAxis: { type: "value", name: baseUnit, min: 0 },
    series: [
      { type: "bar", name: used, data: days.map((day) => dot(day.used)), color: "#c77700" },
      { type: "line", name: closing, data: days.map((day) => dot(day.closing)), color: "#0b5563", connectNulls: false,
        symbol: "circle", symbolSize: 6 },
    ],
  };
}
