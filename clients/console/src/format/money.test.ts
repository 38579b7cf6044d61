import { describe, expect, test } from "vitest";
import { fenOf, inCapitals, moneyOf, typedFen } from "./money.ts";

describe("an amount as it is typed", () => {
  test.each([
    ["128000.50", 12_800_050n], ["128,000.5", 12_800_050n], ["１２８，０００．５０", 12_800_050n], ["12.8万", 12_800_000n],
    ["40 万元", 40_000_000n], ["1.5亿", 15_000_000_000n], ["3千", 300_000n], ["¥400", 40_000n], ["￥400元", 40_000n], ["0", 0n],
  ])("%s", (typed, fen) => expect(typedFen(typed)).toBe(fen));
  test.each(["", "abc", "1,00", "-5", "(5)", "1.234", "0.0000001万", "12.8万万", "1e5", "99999999999999"])("%s is none",
    (typed) => expect(typedFen(typed)).toBeUndefined());
  test("takes the unit of its sheet, unless it says its own", () => {
    expect(typedFen("1.2", 1_000_000n)).toBe(1_200_000n);
    expect(typedFen("5元", 1_000_000n)).toBe(500n);
  });
});

test("money goes to the services and comes back as the same fen", () => {
  for (const fen of [0n, 1n, 99n, 12_800_050n, 10n ** 15n]) expect(fenOf(moneyOf(fen))).toBe(fen);
});

describe("an amount in capitals", () => {
  test.each([
    [12_800_050n, "壹拾贰万捌仟元伍角整"], [10_005n, "壹佰元零伍分"], [1_000n, "壹拾元整"], [100_000_100n, "壹佰万零壹元整"],
    [5n, "伍分"], [50n, "伍角整"], [0n, "零元整"], [650_000_000n, "陆佰伍拾万元整"], [10_010_000_000n, "壹亿零壹拾万元整"],
    [1_000_001_00n, "壹佰万零壹元整"], [100_100n, "壹仟零壹元整"], [11_001_000n, "壹拾壹万零壹拾元整"],
  ])("%s", (fen, words) => expect(inCapitals(fen)).toBe(words));
});
