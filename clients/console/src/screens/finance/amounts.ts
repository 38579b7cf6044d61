// Amounts as they are shown: what is not told is unknown, never nothing.
import { fenOf, yuan } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { money, type Cell } from "$src/parts/sheet.ts";
import { words } from "./texts.ts";

interface Money {
  units: bigint;
  nanos: number;
}

export function shown(money: Money | undefined): string {
  return money ? yuan(fenOf(money)) : say(words.unknown);
}

export function withUnit(money: Money | undefined): string {
  return money ? say(words.yuanOf, yuan(fenOf(money))) : say(words.unknown);
}

/** Held, prepaid and accrued together; nothing where one is not told. */
export function boundOf(balance: { held?: Money; prepaid?: Money; accrued?: Money; proposed?: Money } | undefined): bigint | undefined {
  if (!balance?.held || !balance.prepaid || !balance.accrued) return undefined;
  return fenOf(balance.held) + fenOf(balance.prepaid) + fenOf(balance.accrued) + (balance.proposed ? fenOf(balance.proposed) : 0n);
}

export function shownFen(fen: bigint | undefined): string {
  return fen === undefined ? say(words.unknown) : yuan(fen);
}

/** `52.5%` of thousandths. */
export function share(thousandths: bigint | undefined): string {
  return thousandths === undefined ? say(words.unknown) : `${Number(thousandths) / 10}%`;
}

/** An amount as a cell of a table; unknown where it is not told. */
export function moneyCell(amount: Money | undefined): Cell {
  return amount ? money(fenOf(amount)) : fenCell(undefined);
}

export function fenCell(fen: bigint | undefined): Cell {
  return fen === undefined ? { text: say(words.unknown) } : money(fen);
}
