// An item's stock day by day, as rows.
import type { GetStockHistoryResponse } from "$calls/headquarters/epiledger/supplies/v1/need_service_pb";
import type { StockHistory_Day as Day } from "$calls/headquarters/epiledger/supplies/v1/need_pb";
import { grouped } from "$src/format/number.ts";
import type { Column } from "$src/parts/sheet.ts";
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
