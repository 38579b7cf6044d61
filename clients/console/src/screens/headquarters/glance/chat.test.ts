import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { Supply_Band as Band, Supply_State } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { Dimension, Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { Names } from "../words/names.ts";
import { Sight } from "../words/sight.ts";
import { chatText } from "./chat.ts";

const NOW = Date.UTC(2026, 10, 30, 4);
const facility = (id: string) => `counties/c/facilities/${id}`;
const fresh = { readAt: { sequence: 3n }, dataTime: { seconds: BigInt(NOW / 1000) }, feedTime: { seconds: BigInt(NOW / 1000) } };

test("the glance as text tells what is short, who is not ready and who has not reported, and names no person", () => {
  const picture = create(OverviewSchema, {
    standings: [{ facility: facility("h"), dimension: Dimension.DUTY, standing: Standing.NOT_READY }],
    supplies: { status: fresh, supplySettings: { windowDays: 7 }, shortageCount: 7n, items: [{ item: "counties/c/items/n95", displayName: "N95口罩", baseUnit: "只" }],
      shortages: Array.from({ length: 6 }, () => ({ facility: facility("h"), item: "counties/c/items/n95", supply: { state: Supply_State.KNOWN,
        band: Band.CRITICAL, daysTenths: 24n, knownDays: 7, use: 9n, stockOutDate: { year: 2026, month: 12, day: 3 }, daysLeft: 2n } })) },
    readiness: { status: fresh, summary: { facilities: [{ facility: facility("h"), displayName: "医院" }],
      overdue: [{ facility: facility("h"), missingFrom: { year: 2026, month: 11, day: 29 }, contact: { displayName: "沈某", telephone: "000-0403" } }] } },
  });
  const text = chatText(picture, new Sight(new Names(picture), NOW, "zh"));
  expect(text.split("\n")[0]).toBe("【防疫物资台账】全县一览，2026年11月30日 12:00");
  expect(text).toContain("断供或告急：6（另有偏低 1 项）");
  expect(text).toContain("1. 医院 N95口罩：可用 2.4 天，预计用完 12月3日");
  expect(text).toContain("另有 2 项");
  expect(text).toContain("不达标机构\n1. 医院");
  expect(text).toContain("1. 医院（");
  expect(text).not.toMatch(/沈某|0403/);
});

test("what no service said is not known in the text, and never nought", () => {
  const text = chatText(create(OverviewSchema, {}), new Sight(new Names(undefined), NOW, "zh"));
  expect(text).toContain("断供或告急：不明");
  expect(text).not.toMatch(/：0/);
});
