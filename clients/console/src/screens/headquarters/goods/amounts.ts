// Amounts of goods, as they come and in pieces. Pure.
import { inPacks, inPieces, type Unit } from "$src/format/quantity.ts";
import type { Cell } from "$src/parts/sheet.ts";
import type { Sight } from "../words/sight.ts";
import { goods } from "./texts.ts";

/** `2盒（40只）`; pieces alone where it comes in none. */
export function amountText(total: bigint, unit: Unit, sight: Sight): string {
  const [packs, pieces] = [inPacks(total, unit), inPieces(total, unit)];
  return packs === pieces ? pieces : sight.say(goods.amount, packs, pieces);
}

export function amountCell(total: bigint, unit: Unit, sight: Sight): Cell {
  return { text: amountText(total, unit, sight), number: total.toString() };
}
