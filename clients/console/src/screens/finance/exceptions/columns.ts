// Columns of money by how long it waits. Pure.
import { AgedMoney_Stage as Stage, type AgeBands, type AgedMoney, type AgedTotal } from "$calls/finance/epiledger/funding/v1/age_pb.ts";
import { isoDay } from "$src/format/day.ts";
import { link } from "$src/format/link.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import { partsOf } from "$src/names/allocation.ts";
import { idOf } from "$src/names/resource.ts";
import type { Cell, Column } from "$src/parts/sheet.ts";
import { moneyCell } from "../amounts.ts";
import { moneyColumn, textColumn } from "../money_columns.ts";
import type { Names } from "../names.ts";
import { words as finance } from "../texts.ts";
import { words } from "./texts.ts";

const { stages, bands } = words;

/** In the order in which they may be chosen: what lies idle first, then what is owed. */
export const STAGES: readonly { value: Stage; text: Text }[] = [
  { value: Stage.UNSPECIFIED, text: words.all }, { value: Stage.AVAILABLE, text: stages.available }, { value: Stage.DISBURSED, text: stages.disbursed },
  { value: Stage.LIABILITY, text: stages.liability }, { value: Stage.ACCRUED, text: stages.accrued }, { value: Stage.ADVANCED, text: stages.advanced },
  { value: Stage.HELD, text: stages.held }, { value: Stage.PREPAID, text: stages.prepaid },
];

function stageText(stage: Stage): string {
  return say(STAGES.find((one) => one.value === stage)?.text ?? finance.unknown);
}

function bandColumns<Row extends { bands?: AgeBands }>(): Column<Row>[] {
  return [moneyColumn(bands.to30, (row) => moneyCell(row.bands?.upTo30Days)), moneyColumn(bands.to90, (row) => moneyCell(row.bands?.upTo90Days)),
    moneyColumn(bands.to180, (row) => moneyCell(row.bands?.upTo180Days)), moneyColumn(bands.to365, (row) => moneyCell(row.bands?.upTo365Days)),
    moneyColumn(bands.over, (row) => moneyCell(row.bands?.over365Days))];
}

export function totalColumns(): Column<AgedTotal>[] {
  return [textColumn(words.stage, ({ stage }) => stageText(stage)), moneyColumn(finance.amount, ({ amount }) => moneyCell(amount)), ...bandColumns<AgedTotal>()];
}

/** Where something can be done about it. */
function ofWhat({ allocation, commitment, liability, line }: AgedMoney, names: Names): Cell {
  if (commitment !== "") return { text: names.of(commitment), link: link("order", idOf(commitment)), note: say(finance.orderLine, Number(line)) };
  return allocation === "" ? { text: names.of(liability) } : { text: names.of(allocation), link: link("statement", ...partsOf(allocation)) };
}

export function agedColumns(names: Names): Column<AgedMoney>[] {
  return [textColumn(words.stage, ({ stage }) => stageText(stage)), { heading: say(finance.document), of: (one) => ofWhat(one, names) },
    textColumn(finance.recipient, ({ recipient }) => names.of(recipient)), textColumn(words.party, ({ party }) => (party === "" ? "—" : party)),
    moneyColumn(finance.amount, ({ amount }) => moneyCell(amount)), textColumn(words.since, ({ oldestDate }) => (oldestDate ? isoDay(oldestDate) : "")),
    { heading: say(words.waitedDays), isFigure: true, of: ({ oldestDays }) => ({ text: oldestDays.toString(), number: oldestDays.toString() }) }];
}

/** In a file, with how much of it waits how long. */
export function savedAgedColumns(names: Names): Column<AgedMoney>[] {
  return [...agedColumns(names), ...bandColumns<AgedMoney>()];
}
