// Requests as rows: who asks for what, against what it has. Pure functions.
import { Requisition_State as State, type Requisition, type Requisition_Line as Line }
  from "$calls/headquarters/epiledger/supplies/v1/requisition_pb";
import type { FacilityStock } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { facilityOf } from "$src/names/resource.ts";
import type { Unit } from "$src/format/quantity.ts";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { requestLink, wantedCell, waitsCell } from "../glance/open.ts";
import { daysCell, freeCell } from "../glance/stock.ts";
import { amountCell, amountText } from "../goods/amounts.ts";
import { readiness, request, stock } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { requests, states } from "./texts.ts";

export const stateTones: Record<State, Tone> = {
  [State.UNSPECIFIED]: "care", [State.SUBMITTED]: "care", [State.APPROVED]: "good", [State.REJECTED]: "bad",
  [State.CANCELLED]: "plain", [State.CLOSED]: "plain",
};

/** What is known beside a request: what items come in, and who has how much. */
export interface Known {
  unit(item: string): Unit;
  /** By item, of all facilities that recorded something of it. */
  stocks: ReadonlyMap<string, readonly FacilityStock[]>;
}

/** One item that is asked for. */
export interface LineRow {
  requisition: Requisition;
  line: Line;
  unit: Unit;
  /** What the facility has of it; absent: it never recorded anything. */
  stock: FacilityStock | undefined;
}

export function lineRows(requisition: Requisition, known: Known): LineRow[] {
  const facility = facilityOf(requisition.name);
  return requisition.lines.map((line) => ({ requisition, line, unit: known.unit(line.item),
    stock: known.stocks.get(line.item)?.find((one) => one.facility === facility) }));
}

export function lineKey({ requisition, line }: LineRow): string {
  return `${requisition.name} ${line.item}`;
}

function hasCell({ stock: has }: LineRow, sight: Sight): Cell {
  return has ? freeCell(has, sight) : { text: sight.say(requests.neverRecorded), tone: "care" };
}

/** What is asked for, and against what. */
export function lineColumns(sight: Sight): Column<LineRow>[] {
  return [
    { heading: sight.say(stock.item), of: ({ line }) => (line.remark === "" ? sight.item(line.item)
      : { ...sight.item(line.item), note: sight.say(requests.remark, line.remark) }) },
    { heading: sight.say(requests.asked), isFigure: true, of: ({ line, unit }) => amountCell(line.total, unit, sight) },
    { heading: sight.say(requests.has), isFigure: true, of: (row) => hasCell(row, sight) },
    { heading: sight.say(requests.lasts), isFigure: true, of: (row) => daysCell(row.stock?.supply, row.unit.baseUnit, sight) },
  ];
}

/** What became of it, once it was approved. */
export function givenColumns(sight: Sight): Column<LineRow>[] {
  return [
    { heading: sight.say(requests.approved), isFigure: true, of: ({ line, unit }) => amountCell(line.approved, unit, sight) },
    { heading: sight.say(requests.received), isFigure: true, of: ({ line, unit }) => amountCell(line.received, unit, sight) },
  ];
}

export function openColumns(sight: Sight): Column<LineRow>[] {
  return [
    { heading: sight.say(readiness.facility), of: ({ requisition }) => ({ ...sight.facility(facilityOf(requisition.name)),
      note: sight.say(requests.because, requisition.reason) }) },
    ...lineColumns(sight),
    { heading: sight.say(request.wanted), of: ({ requisition }) => wantedCell(requisition, sight) },
    { heading: sight.say(request.waits), isFigure: true, of: ({ requisition }) => waitsCell(requisition, sight) },
    { heading: sight.say(requests.see), of: ({ requisition }) => ({ text: sight.say(requests.open), link: requestLink(requisition.name) }) },
  ];
}

function goodsText(one: Requisition, known: Pick<Known, "unit">, sight: Sight): string {
  return one.lines.map((line) => {
    const [item, asked] = [sight.names.item(line.item).name, amountText(line.total, known.unit(line.item), sight)];
    return one.decision && one.state !== State.REJECTED
      ? sight.say(requests.givenOf, item, amountText(line.approved, known.unit(line.item), sight), asked)
      : sight.say(requests.askedOnly, item, asked);
  }).join("\n");
}

/** What was said of it last, and when. */
export function lastWord({ decision, cancellation }: Requisition) {
  return cancellation ? { time: cancellation.recordTime, words: cancellation.reason } : { time: decision?.recordTime, words: decision?.note ?? "" };
}

export function answeredColumns(known: Pick<Known, "unit">, sight: Sight): Column<Requisition>[] {
  return [
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(facilityOf(one.name)) },
    { heading: sight.say(requests.goods), of: (one) => ({ text: goodsText(one, known, sight) }) },
    { heading: sight.say(requests.state), of: (one) => ({ text: sight.say(states[one.state]), tone: stateTones[one.state], note: lastWord(one).words }) },
    { heading: sight.say(requests.when), of: (one) => ({ text: sight.time(lastWord(one).time) }) },
    { heading: sight.say(requests.see), of: (one) => ({ text: sight.say(requests.open), link: requestLink(one.name) }) },
  ];
}
