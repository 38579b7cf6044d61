// Quantities: base units, shown and typed in the packs that goods come in.
import { grouped, wholeNumber } from "./number.ts";

export interface Pack {
  pack: string;
  displayName: string;
  size: bigint;
}

export interface Unit {
  baseUnit: string;
  packs: readonly Pack[];
}

/** What is typed: for each pack, and for loose pieces, the text of its field. */
export interface TypedQuantity {
  pieces: string;
  packs: Record<string, string>;
}

/** The largest first, as goods are counted. */
export function bySize(packs: readonly Pack[]): Pack[] {
  return [...packs].sort((a, b) => Number(b.size - a.size));
}

/** 265 瓶 with a 箱 of 20 is `13箱5瓶`; whole packs first. */
export function inPacks(total: bigint, unit: Unit): string {
  const parts: string[] = [];
  let rest = total < 0n ? -total : total;
  for (const pack of bySize(unit.packs)) {
    if (rest < pack.size) continue;
    parts.push(`${grouped(rest / pack.size)}${pack.displayName}`);
    rest %= pack.size;
  }
  if (rest > 0n || parts.length === 0) parts.push(`${grouped(rest)}${unit.baseUnit}`);
  return (total < 0n ? "-" : "") + parts.join("");
}

/** `900只`. */
export function inPieces(total: bigint, unit: Unit): string {
  return `${grouped(total)}${unit.baseUnit}`;
}

export function isEmpty(typed: TypedQuantity): boolean {
  return [typed.pieces, ...Object.values(typed.packs)].every((field) => field.trim() === "");
}

/** The pieces in what is typed; nothing where a field is no number. An empty
 * field beside one that is filled in says none. */
export function totalOf(typed: TypedQuantity, unit: Unit): bigint | undefined {
  let total = 0n;
  for (const { pack, size } of [...unit.packs, { pack: "", size: 1n }]) {
    const field = pack === "" ? typed.pieces : (typed.packs[pack] ?? "");
    if (field.trim() === "") continue;
    const count = wholeNumber(field);
    if (count === undefined) return undefined;
    total += count * size;
  }
  return total <= 10_000_000_000n ? total : undefined;
}

/** The fields that say a total. */
export function typedOf(total: bigint, unit: Unit): TypedQuantity {
  const typed: TypedQuantity = { pieces: "", packs: {} };
  let rest = total;
  for (const pack of bySize(unit.packs)) {
    if (rest >= pack.size) typed.packs[pack.pack] = String(rest / pack.size);
    rest %= pack.size;
  }
  if (rest > 0n || Object.keys(typed.packs).length === 0) typed.pieces = String(rest);
  return typed;
}

/** A change of more than five times, nothing standing for one: as the service
 * judges it. */
export function isBigChange(expected: bigint, found: bigint): boolean {
  const [a, b] = [expected > 1n ? expected : 1n, found > 1n ? found : 1n];
  return a > b ? a > 5n * b : b > 5n * a;
}
