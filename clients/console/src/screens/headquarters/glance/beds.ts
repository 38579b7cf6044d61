// Beds, ICU, ventilators: totals that say over how many facilities they are.
import type { CountySummary, IndicatorRatio, IndicatorTotal } from "$calls/headquarters/epiledger/readiness/v1/summary_pb";
import type { Text } from "$src/language/texts.ts";
import { grouped } from "$src/format/number.ts";
import type { Column } from "$src/parts/sheet.ts";
import { indicatorLink } from "../facility/indicator.ts";
import { beds } from "../texts.ts";
import { indicatorText } from "../words/names.ts";
import { tenths } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";

export interface BedTile {
  name: Text;
  /** Present where a facility reported both. */
  ratio: IndicatorRatio | undefined;
  partName: string;
  part: IndicatorTotal | undefined;
  wholeName: string;
  whole: IndicatorTotal | undefined;
}

const TILES: readonly [Text, string, string][] = [
  [beds.beds, "beds_occupied", "beds_staffed"],
  [beds.icu, "icu_beds_occupied", "icu_beds_staffed"],
  [beds.ventilators, "ventilators_in_use", "ventilators_total"],
];

export function bedTiles(summary: CountySummary): BedTile[] {
  const total = (name: string) => summary.indicators.find((one) => one.indicator === name);
  return TILES.map(([name, part, whole]) => ({
    name, partName: part, part: total(part), wholeName: whole, whole: total(whole),
    ratio: summary.ratios.find((one) => one.part === part && one.whole === whole && one.facilities > 0n),
  }));
}

/** `86.0%`; nothing where there is none. */
export function percentText(ratio: IndicatorRatio | undefined): string | undefined {
  return ratio?.thousandths === undefined ? undefined : `${tenths(ratio.thousandths)}%`;
}

/** `已报 2 · 旧数 1 · 未报 3`: each facility once, those of whom nothing is to be
 * said left out. */
export function coverageText(total: IndicatorTotal | undefined, sight: Sight): string {
  if (!total) return sight.unknown;
  const counts: [Text, bigint][] = [[beds.known, total.known], [beds.stale, total.stale], [beds.unknown, total.unknown],
    [beds.notDue, total.notDue], [beds.notApplicable, total.notApplicable]];
  return counts.filter(([, n], at) => at === 0 || n > 0n).map(([word, n]) => `${sight.say(word)} ${grouped(n)}`).join(" · ");
}

export function indicatorColumns(sight: Sight): Column<IndicatorTotal>[] {
  const counted = (heading: Text, of: (one: IndicatorTotal) => bigint): Column<IndicatorTotal> =>
    ({ heading: sight.say(heading), isFigure: true, of: (one) => sight.figure(of(one)) });
  return [
    { heading: sight.say(beds.indicator), of: (one) => ({ text: indicatorText(one.indicator, sight.language), link: indicatorLink(one.indicator) }) },
    { heading: sight.say(beds.value), isFigure: true, of: (one) => {
      const cell = sight.figure(one.value);
      if (one.staleValue !== undefined) cell.note = sight.say(beds.staleValue, grouped(one.staleValue));
      return cell;
    } },
    counted(beds.known, (one) => one.known), counted(beds.stale, (one) => one.stale),
    counted(beds.unknown, (one) => one.unknown), counted(beds.notDue, (one) => one.notDue),
    counted(beds.notApplicable, (one) => one.notApplicable),
  ];
}
