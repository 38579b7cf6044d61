// Units that a sheet counts its amounts in. Pure.
import { compact } from "$src/sheets/headings.ts";

const UNITS: Record<string, bigint> = {
  元: 100n, 人民币: 100n, 人民币元: 100n, yuan: 100n, cny: 100n, rmb: 100n, 千元: 100_000n, "1k": 100_000n, 人民币千元: 100_000n,
  万: 1_000_000n, 万元: 1_000_000n, 人民币万元: 1_000_000n, "10k": 1_000_000n, 亿: 10_000_000_000n, 亿元: 10_000_000_000n,
};

const UNIT_LABEL = /^(金额单位|货币单位|单位|unit):/;

/** Fen in one of a unit's word, with or without `单位：` in front. */
export function unitOf(word: string): bigint | undefined {
  return UNITS[compact(word).replace(UNIT_LABEL, "")];
}

/** Whether a row says nothing but the unit of all amounts. */
export function isUnitLine(cells: readonly string[]): boolean {
  const said = cells.filter((cell) => cell.trim() !== "");
  return said.length === 1 && UNIT_LABEL.test(compact(said[0]!).replace(/^[([]|[)\]]$/g, ""));
}
