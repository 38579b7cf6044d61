// Columns of what the county's money is shown by. Pure.
import type { Allocation, Fund } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import type { CountySummary_DocumentSummary, CountySummary_PurposeSummary } from "$calls/finance/epiledger/funding/v1/funding_service_pb.ts";
import { link } from "$src/format/link.ts";
import { isoDay } from "$src/format/day.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { Cell, Column } from "$src/parts/sheet.ts";
import { boundOf, fenCell, moneyCell, share } from "./amounts.ts";
import type { Names } from "./names.ts";
import { idOf } from "$src/names/resource.ts";
import { allocationState } from "./states.ts";
import { words } from "./texts.ts";

export function moneyColumn<Row>(name: Text, of: (row: Row) => Cell): Column<Row> {
  return { heading: say(words.inYuan, say(name)), isFigure: true, of };
}

export function textColumn<Row>(name: Text, of: (row: Row) => string): Column<Row> {
  return { heading: say(name), of: (row) => ({ text: of(row) }) };
}

type Of = CountySummary_DocumentSummary;

function figures(): Column<Of>[] {
  return [moneyColumn(words.allocated, ({ total }) => moneyCell(total?.allocated)), moneyColumn(words.paid, ({ total }) => moneyCell(total?.paid)),
    moneyColumn(words.bound, ({ total }) => fenCell(boundOf(total))), moneyColumn(words.available, ({ total }) => moneyCell(total?.available)),
    { heading: say(words.used), isFigure: true, of: ({ total }) => ({ text: share(total?.utilisation) }) }];
}

export function documentColumns(): Column<Of>[] {
  return [{ heading: say(words.document), of: ({ name, number, title }) => ({ text: number, link: link("document", idOf(name)), note: title }) }, ...figures()];
}

export function savedDocumentColumns(): Column<Of>[] {
  return [textColumn(words.number, (one) => one.number), textColumn(words.titleOf, (one) => one.title), textColumn(words.issuer, (one) => one.issuer), ...figures()];
}

export function purposeColumns(names: Names): Column<CountySummary_PurposeSummary>[] {
  return [textColumn(words.purpose, ({ purpose }) => names.of(purpose)), moneyColumn(words.setAside, ({ available }) => moneyCell(available)),
    moneyColumn(words.bound, ({ bound }) => moneyCell(bound)), moneyColumn(words.paid, ({ paid }) => moneyCell(paid))];
}

export function fundColumns(): Column<Fund>[] {
  return [{ heading: say(words.fund), of: ({ name, displayName }) => ({ text: displayName, link: link("statement", "fund", idOf(name)) }) },
    moneyColumn(words.appropriated, ({ balance }) => moneyCell(balance?.appropriated)), moneyColumn(words.allocated, ({ balance }) => moneyCell(balance?.allocated)),
    moneyColumn(words.toAllocate, ({ balance }) => moneyCell(balance?.available))];
}

export function allocationColumns(names: Names): Column<Allocation>[] {
  return [textColumn(words.document, ({ name }) => names.of(name)), textColumn(words.recipient, ({ recipient }) => names.of(recipient)),
    textColumn(words.fund, ({ fund }) => names.of(fund)),
    textColumn(words.purpose, ({ purposes }) => purposes.map(({ purpose }) => names.of(purpose)).join(say(words.comma))),
    moneyColumn(words.allocated, ({ balance }) => moneyCell(balance?.allocated)), moneyColumn(words.paid, ({ balance }) => moneyCell(balance?.paid)),
    moneyColumn(words.bound, ({ balance }) => fenCell(boundOf(balance))), moneyColumn(words.available, ({ balance }) => moneyCell(balance?.available)),
    textColumn(words.lastDay, ({ validUntil }) => (validUntil ? isoDay(validUntil) : "")), textColumn(words.state, ({ state }) => say(allocationState(state).text))];
}
