// Quantities as people write them into one cell: `20`, `3 box + 20`, `3*box+20`,
// `3箱20只`, `1.2万`, as the command line reads them. Pure.
import { halfWidth } from "$src/format/half_width.ts";
import { inPieces, type TypedQuantity, type Unit } from "$src/format/quantity.ts";

export type Quantity = { quantity: TypedQuantity } | { problem: "not-quantity" | "not-whole" | "too-large" } |
  /** It names a pack that the item does not come in. */
  { pack: string };

const MOST = 10_000_000_000n;
// A number, perhaps in ten thousands, and what it is a number of: in Latin
// letters up to a space or `+`, else up to what is ASCII.
const PART = /^ *(\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.(\d+))? *(万)? *([*×])? *([A-Za-z][^ +]*|[^\u0000-\u007f]+)? *(\+)?/;

interface Part {
  count: bigint;
  pack: string;
}

function countOf(digits: string, decimals: string, isTenThousands: boolean): bigint | "not-whole" | "too-large" {
  const places = isTenThousands ? 4 : 0;
  const rest = decimals.replace(/0+$/, "");
  if (rest.length > places) return "not-whole";
  const count = BigInt(digits.replaceAll(",", "") + rest.padEnd(places, "0"));
  return count > MOST ? "too-large" : count;
}

function partsOf(text: string): Part[] | "not-quantity" | "not-whole" | "too-large" {
  const parts: Part[] = [];
  let rest = halfWidth(text).replaceAll("，", ",");
  for (let isMore = true; isMore;) {
    const found = PART.exec(rest);
    if (!found) return "not-quantity";
    const [whole, digits, decimals, tenThousands, times, pack = "", plus] = found;
    rest = rest.slice(whole.length);
    isMore = plus !== undefined || rest !== "";
    // `3 20`: of what are there three? `3*`: three times what?
    if (pack === "" && (times !== undefined || (isMore && plus === undefined))) return "not-quantity";
    const count = countOf(digits!, decimals ?? "", tenThousands !== undefined);
    if (typeof count === "string") return count;
    parts.push({ count, pack });
  }
  return parts;
}

/** What a cell says of an item that comes in `unit`. */
export function quantityOf(cell: string, unit: Unit): Quantity {
  const parts = partsOf(cell);
  if (typeof parts === "string") return { problem: parts };
  let pieces: bigint | undefined;
  const packs: Record<string, bigint> = {};
  for (const { count, pack } of parts) {
    const known = unit.packs.find((one) => [one.pack, one.displayName].some((name) => name.toLowerCase() === pack.toLowerCase()));
    if (known) packs[known.pack] = (packs[known.pack] ?? 0n) + count;
    else if (pack === "" || pack === unit.baseUnit) pieces = (pieces ?? 0n) + count;
    else return { pack };
  }
  return { quantity: { pieces: pieces?.toString() ?? "",
    packs: Object.fromEntries(Object.entries(packs).map(([pack, count]) => [pack, count.toString()])) } };
}

/** What would be right, by example: `1200只、3盒（每盒20只）+5`. */
export function example(unit: Unit): string {
  const [pack] = unit.packs;
  return pack ? `${inPieces(1200n, unit)}、3${pack.displayName}+5${unit.baseUnit}` : inPieces(1200n, unit);
}
