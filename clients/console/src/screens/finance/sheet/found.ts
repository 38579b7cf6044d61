// Found: what a cell names, by the name people know or by its id. Pure.
import type { Allocation } from "$calls/finance/epiledger/funding/v1/funding_pb.ts";
import { halfWidth } from "$src/format/half_width.ts";
import { wholeNumber } from "$src/format/number.ts";
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { Names } from "../names.ts";
import { documentOf, partsOf } from "$src/names/allocation.ts";
import { idOf } from "$src/names/resource.ts";
import { rules } from "./texts.ts";
import { amountCell, type Cell } from "./cells.ts";
import { compact } from "$src/sheets/headings.ts";

function wrong(rule: Text<[string]>, cell: string): { problem: () => string } {
  return { problem: () => say(rule, cell.trim().slice(0, 60)) };
}

interface Shown {
  name: string;
  displayName: string;
}

/** One of several that have names people know. */
export function shownCell(cell: string, all: readonly Shown[], rule: Text<[string]>): Cell<string> {
  const key = compact(cell);
  const found = all.find((one) => compact(one.displayName) === key) ?? all.find((one) => compact(idOf(one.name)) === key);
  return found ? { value: found.name } : wrong(rule, cell);
}

/** `示财社〔2026〕1号/1`, `示财社〔2026〕1号 第1项`, `d1/1`. */
export function allocationCell(cell: string, allocations: readonly Allocation[], names: Names): Cell<string> {
  const key = compact(cell);
  const found = allocations.find(({ name }) => {
    const number = compact(names.of(documentOf(name)));
    const [document, line] = partsOf(name);
    return [`${number}/${line}`, `${number}第${line}项`, compact(`${document}/${line}`)].includes(key);
  });
  return found ? { value: found.name } : wrong(rules.badAllocation, cell);
}

export interface Share {
  purpose: string;
  /** Set aside; 0: nothing. */
  fen: bigint;
  /** 0: none. */
  ceiling: bigint;
}

/** `防控物资:100万:150万+消毒用具`: purposes, each with what is set aside for it
 * and its ceiling, or without. */
export function sharesCell(cell: string, purposes: readonly Shown[], fenInOne: bigint): Cell<readonly Share[]> {
  const plain = halfWidth(cell).replaceAll(" ", "");
  const shares: Share[] = [];
  // A comma within figures parts no purposes.
  for (const text of plain.split(/[、+;；]|,(?!\d)/).filter((part) => part !== "")) {
    const [name, amount = "", ceiling = "", ...more] = text.split(":");
    const purpose = shownCell(name!, purposes, rules.badPurpose);
    const figures = [amount, ceiling].map((one): Cell<bigint> => (one === "" ? { value: 0n } : amountCell(one, fenInOne)));
    const problem = [purpose, ...figures].find((one) => "problem" in one);
    if (problem && "problem" in problem) return problem;
    if (more.length > 0) return wrong(rules.badPurposes, cell);
    shares.push({ purpose: (purpose as { value: string }).value, fen: (figures[0] as { value: bigint }).value, ceiling: (figures[1] as { value: bigint }).value });
  }
  return shares.length === 0 ? wrong(rules.badPurposes, cell) : { value: shares };
}

export function quantityCell(cell: string): Cell<bigint> {
  const value = wholeNumber(cell);
  return value === undefined ? wrong(rules.badQuantity, cell) : { value };
}

const YES: Record<string, boolean> = { 是: true, yes: true, y: true, true: true, "√": true, 否: false, no: false, n: false, false: false };

export function yesCell(cell: string): Cell<boolean> {
  const value = YES[compact(cell)];
  return value === undefined ? wrong(rules.badYes, cell) : { value };
}
