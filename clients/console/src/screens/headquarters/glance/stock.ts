// Stock: what runs out first, where; and each item over all facilities.
import { Knowledge, Supply_Band as Band, Supply_State, type FacilityStock, type ItemSummary, type Supply }
  from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { link } from "$src/format/link.ts";
import { grouped } from "$src/format/number.ts";
import { idOf } from "$src/names/resource.ts";
import { readiness, stock } from "../texts.ts";
import { tenths } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";
import { band } from "../words/texts.ts";

export const bandTones: Record<Band, Tone> = {
  [Band.UNSPECIFIED]: "care", [Band.OUT]: "bad", [Band.CRITICAL]: "bad", [Band.LOW]: "care",
  [Band.MODERATE]: "plain", [Band.AMPLE]: "good", [Band.UNKNOWN]: "care",
};

/** `2.4 天`, `约 2.4 天` where the count is old; unknown is never endless. */
export function daysCell(supply: Supply | undefined, unit: string, sight: Sight): Cell {
  if (!supply || supply.state === Supply_State.UNKNOWN || supply.state === Supply_State.UNSPECIFIED) {
    return { text: sight.say(stock.notKnown), tone: "care" };
  }
  if (supply.state === Supply_State.NO_USE) return { text: sight.say(stock.noUse) };
  if (supply.daysTenths === undefined) return { text: sight.say(stock.notKnown), tone: "care" };
  const days = sight.say(stock.daysOf, tenths(supply.daysTenths));
  return { text: supply.state === Supply_State.ESTIMATED ? sight.say(stock.estimated, tenths(supply.daysTenths)) : days,
    number: tenths(supply.daysTenths),
    note: sight.say(stock.use, `${grouped(supply.use)} ${unit}`, String(supply.knownDays)) };
}

export function runsOutCell(supply: Supply | undefined, sight: Sight): Cell {
  if (!supply?.stockOutDate) return { text: sight.say(stock.notKnown) };
  const cell: Cell = { text: sight.day(supply.stockOutDate) };
  if (supply.daysLeft !== undefined) {
    cell.note = supply.daysLeft === 0n ? sight.say(stock.over) : sight.say(stock.left, supply.daysLeft.toString());
  }
  return cell;
}

export function countedCell(one: FacilityStock, sight: Sight): Cell {
  if (!one.lastCountTime) return { text: sight.say(stock.never), tone: "care" };
  if (one.knowledge === Knowledge.STALE) {
    return { text: sight.say(stock.stale, String(one.lastCountAgeDays ?? 0n)), tone: "care" };
  }
  return { text: sight.time(one.lastCountTime) };
}

export function freeCell(one: FacilityStock, sight: Sight): Cell {
  const { unit } = sight.names.item(one.item);
  const cell = sight.figure(one.free, unit);
  if (one.knowledge === Knowledge.UNKNOWN) cell.note = sight.say(stock.never);
  else if (one.expired > 0n || one.quarantined > 0n) {
    cell.note = sight.say(stock.withheld, grouped(one.expired), grouped(one.quarantined));
  }
  return cell;
}

/** To what became of it day by day, and by which counts. */
export function historyLink(one: FacilityStock): string {
  return link("facility", idOf(one.facility), idOf(one.item));
}

/** Of one item at one facility each. */
export function stockColumns(sight: Sight): Column<FacilityStock>[] {
  return [
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(one.facility) },
    { heading: sight.say(stock.item), of: (one) => sight.item(one.item) },
    { heading: sight.say(stock.band),
      of: ({ supply }) => ({ text: sight.say(band[supply?.band ?? Band.UNKNOWN]), tone: bandTones[supply?.band ?? Band.UNKNOWN] }) },
    { heading: sight.say(stock.runsOut), of: ({ supply }) => runsOutCell(supply, sight) },
    { heading: sight.say(stock.days), isFigure: true, of: (one) => daysCell(one.supply, sight.names.item(one.item).unit, sight) },
    { heading: sight.say(stock.free), isFigure: true, of: (one) => ({ ...freeCell(one, sight), link: historyLink(one) }) },
    { heading: sight.say(stock.counted), of: (one) => ({ ...countedCell(one, sight), link: historyLink(one) }) },
  ];
}

/** Of one item over all facilities; each total says over how many it is. */
export function itemColumns(sight: Sight): Column<ItemSummary>[] {
  const bandsOf = (one: ItemSummary, which: Band[]) =>
    one.bands.filter(({ band: of }) => which.includes(of)).reduce((sum, { facilities }) => sum + facilities, 0n);
  return [
    { heading: sight.say(stock.item), of: (one) => sight.item(one.item) },
    { heading: sight.say(stock.free), isFigure: true, of: (one) => {
      if (one.known + one.stale === 0n) return sight.figure(undefined);
      const cell = sight.figure(one.free, one.baseUnit);
      if (one.expired > 0n || one.quarantined > 0n) {
        cell.note = sight.say(stock.withheld, grouped(one.expired), grouped(one.quarantined));
      }
      return cell;
    } },
    { heading: sight.say(band[Band.OUT]), isFigure: true, of: (one) => sight.figure(bandsOf(one, [Band.OUT])) },
    { heading: sight.say(band[Band.CRITICAL]), isFigure: true, of: (one) => sight.figure(bandsOf(one, [Band.CRITICAL])) },
    { heading: sight.say(band[Band.LOW]), isFigure: true, of: (one) => sight.figure(bandsOf(one, [Band.LOW])) },
    { heading: sight.say(stock.known), isFigure: true, of: (one) => sight.figure(one.known) },
    { heading: sight.say(stock.old), isFigure: true, of: (one) => sight.figure(one.stale) },
    { heading: sight.say(stock.unknown), isFigure: true, of: (one) => sight.figure(one.unknown) },
  ];
}
