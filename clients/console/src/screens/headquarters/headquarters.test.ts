import { create } from "@bufbuild/protobuf";
import { expect, test } from "vitest";
import { ChangeSchema, Change_Kind, ChangedFigure_Absence } from "$calls/headquarters/epiledger/command/v1/change_pb";
import { OverviewSchema } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { ProblemSchema, Problem_Kind } from "$calls/headquarters/epiledger/command/v1/ranking_pb";
import { EvidenceReasonSchema, EvidenceReason_Kind } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { bulletinOf, emptyDraft, fileName } from "./bulletins/draft.ts";
import { figureCell, subjectText } from "./changes/changes.ts";
import { typedTime } from "$src/format/day.ts";
import { momentOf } from "./moment.ts";
import { problemText } from "./ranking/problems.ts";
import { longestSilence, pauseAfter } from "./silence.ts";
import { Names } from "./words/names.ts";
import { reasonText } from "./words/reasons.ts";
import { Sight } from "./words/sight.ts";

const NOW = Date.UTC(2026, 10, 30, 4);
const picture = create(OverviewSchema, { supplies: { items: [{ item: "counties/c/items/n95", displayName: "N95口罩", baseUnit: "只" }] } });
const sight = new Sight(new Names(picture), NOW, "zh");

test("a moment is read in the county's zone, and one that is ahead is none", () => {
  expect(momentOf("2026-11-30T08:00", NOW)).toBe(Date.UTC(2026, 10, 30, 0));
  expect(typedTime(Date.UTC(2026, 10, 30, 0))).toBe("2026-11-30T08:00");
  expect(momentOf("2026-11-30T12:01", NOW)).toBeUndefined();
  expect(momentOf("2026-02-30T08:00", NOW)).toBeUndefined();
  expect(momentOf("8:00", NOW)).toBeUndefined();
});

test("a watch that failed waits longer and longer, half a minute at most", () => {
  expect([0, 1, 2, 10].map(pauseAfter)).toEqual([1_000, 2_000, 4_000, 30_000]);
  expect(longestSilence).toBeGreaterThan(10_000);
});

test("every kind of reason is said in words, without an id", () => {
  for (const kind of Object.values(EvidenceReason_Kind).filter((one) => typeof one === "number" && one > 0)) {
    const said = reasonText(create(EvidenceReasonSchema, { kind: kind as EvidenceReason_Kind,
      subject: "counties/c/facilities/f/dutyPosts/leader" }), sight.names, NOW, "zh");
    expect(said).not.toMatch(/leader|counties|undefined/);
  }
});

test("a problem tells what, since when and by which figure", () => {
  const problem = create(ProblemSchema, { kind: Problem_Kind.STOCK_OUT, item: "counties/c/items/n95", free: 1150n,
    failsOn: { year: 2026, month: 11, day: 29 }, daysLeft: -1n, readTime: { seconds: BigInt(NOW / 1000 - 7200), nanos: 0 } });
  expect(problemText(problem, sight)).toBe("昨天起 物资断货：N95口罩（剩 1,150 只；2 小时前读数）");
  expect(problemText(problem, new Sight(sight.names, NOW, "en"))).toBe("stock runs out since yesterday: N95口罩 (1,150 只 left; read 2 h ago)");
});

test("a figure that was not there, one that is not known and nought are three things", () => {
  const absent = (value: ChangedFigure_Absence) => create(ChangeSchema, { before: { figure: { case: "absence", value } } }).before;
  expect(figureCell(absent(ChangedFigure_Absence.NOT_THERE), "", sight).text).toBe("无");
  expect(figureCell(absent(ChangedFigure_Absence.NOT_KNOWN), "", sight).text).toBe("不明");
  expect(figureCell(create(ChangeSchema, { after: { figure: { case: "number", value: 0n } } }).after, "只", sight).text).toBe("0 只");
  expect(figureCell(undefined, "", sight).text).toBe("不明");
});

test("of a past moment every day is said with its year", () => {
  const then = new Sight(sight.names, NOW, "zh", true);
  expect(then.time({ seconds: BigInt(NOW / 1000), nanos: 0 })).toBe("2026年11月30日 12:00");
  expect(sight.time({ seconds: BigInt(NOW / 1000), nanos: 0 })).toBe("今天 12:00");
});

test("a change names what it is about", () => {
  expect(subjectText(create(ChangeSchema, { kind: Change_Kind.INDICATOR, subjectName: "counties/c/indicators/beds-occupied" }), sight)).toBe("占用床位");
  expect(subjectText(create(ChangeSchema, { kind: Change_Kind.DOCUMENT, subjectName: "counties/c/documents/d1", subjectDisplayName: "1号", figure: "paid" }), sight))
    .toBe("1号 · 已支付");
});

test("a bulletin is sent without blanks, and saved under a name that every system takes", () => {
  expect(bulletinOf({ ...emptyDraft(" 汇报 "), number: "第1期 " })).toEqual({ title: "汇报", number: "第1期", organizationNote: "", nextSteps: "", replaces: "" });
  expect(fileName("a/b:c?\u0007", "2026-11-30", "md")).toBe("2026-11-30 a b c.md");
});
