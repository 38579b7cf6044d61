// Headings of columns as people write them. Pure.
import { halfWidth } from "$src/format/half_width.ts";

/** Half width, without spaces, small. */
export function compact(text: string): string {
  return halfWidth(text).replace(/\s/g, "").toLowerCase();
}

/** A heading as its name and what stands behind it in brackets: `金额（万元）`. */
export function partHeading(heading: string): { name: string; remark: string } {
  const plain = compact(heading).replaceAll("*", "");
  const parts = /^([^([]*)[([](.*?)[)\]]?$/.exec(plain);
  return parts ? { name: parts[1]!, remark: parts[2]! } : { name: plain, remark: "" };
}

const TOTAL_WORDS = new Set(["合计", "总计", "共计", "total", "sum", "grandtotal", "小计", "本页合计", "本页小计", "累计", "subtotal"]);

/** Whether a row says what others add up to. */
export function isTotal(cells: readonly string[]): boolean {
  const first = cells.find((cell) => cell.trim() !== "") ?? "";
  return TOTAL_WORDS.has(compact(first).replace(/:+$/, ""));
}
