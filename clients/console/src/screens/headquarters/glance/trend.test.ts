import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { StockHistory_DaySchema } from "$calls/headquarters/epiledger/supplies/v1/need_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { trendOf, trendText } from "./trend.ts";

const sight = new Sight(new Names(create(OverviewSchema, {})), 0, "zh");
const said = (...closing: (bigint | undefined)[]) => trendText(trendOf(closing.map((one) =>
  create(StockHistory_DaySchema, one === undefined ? {} : { closing: one })), "只"), sight);

test("a trend is told by its first and last known day", () => {
  expect(said(undefined, 4600n, 900n, 150n)).toBe("3 天 ↓ 4,600 → 150 只");
  expect(said(5n, undefined, 9n)).toBe("3 天 ↑ 5 → 9 只");
  expect(said(0n, 0n)).toBe("2 天持平 0 → 0 只");
});

test("of what was never counted no trend is told, and no fall to nought", () => {
  expect(said(undefined, undefined)).toBe("不明");
  expect(said()).toBe("不明");
});
