// Problems in words: what fails where, when, and by which figure.
import { Problem_Kind as Kind, RankedFacility_Standing as Ranked, type Problem, type RankedFacility }
  from "$calls/headquarters/epiledger/command/v1/ranking_pb";
import { grouped } from "$src/format/number.ts";
import type { Column, Tone } from "$src/parts/sheet.ts";
import { overdue, readiness } from "../texts.ts";
import { reasonText } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";
import { dimension, places, problem, ranked } from "../words/texts.ts";
import { ranking } from "./texts.ts";

const SHOWN = 6;

export const rankedTones: Record<Ranked, Tone> = {
  [Ranked.UNSPECIFIED]: "care", [Ranked.FAILED]: "bad", [Ranked.UNKNOWN]: "care", [Ranked.FAILS_LATER]: "care",
  [Ranked.NOTHING_FAILS]: "good", [Ranked.NOTHING_ASKED]: "plain",
};

/** What it is about. */
function subjectText(one: Problem, sight: Sight): string {
  if (one.item !== "") return one.itemDisplayName || sight.names.item(one.item).name;
  if (one.finding) return one.finding.description;
  const place = places[one.place];
  if (place) return sight.say(place);
  return one.kind === Kind.NOT_READY || one.kind === Kind.STANDING_UNKNOWN || one.kind === Kind.AT_RISK
    ? sight.say(dimension[one.dimension]) : "";
}

function figureTexts(one: Problem, sight: Sight): string[] {
  const said: string[] = [];
  if (one.free !== undefined && one.item !== "") {
    said.push(sight.say(ranking.free, `${grouped(one.free)} ${sight.names.item(one.item).unit}`));
  }
  if (one.missingDays !== undefined) said.push(sight.say(ranking.missing, grouped(one.missingDays)));
  said.push(...one.reasons.map((reason) => reasonText(reason, sight.names, sight.now, sight.language)));
  if (one.readTime) said.push(sight.say(ranking.read, sight.age(one.readTime)));
  return said;
}

/** `昨天起 物资断货：N95（剩 1,150 只；17 小时前读数）`. */
export function problemText(one: Problem, sight: Sight): string {
  const day = one.failsOn ? sight.say((one.daysLeft ?? 0n) < 0n ? ranking.since : ranking.on, sight.day(one.failsOn)) : "";
  const subject = subjectText(one, sight);
  const figures = figureTexts(one, sight);
  if (sight.language === "zh") {
    return `${day === "" ? "" : `${day} `}${sight.say(problem[one.kind])}${subject === "" ? "" : `：${subject}`}` +
      (figures.length === 0 ? "" : `（${figures.join("；")}）`);
  }
  return `${sight.say(problem[one.kind])}${day === "" ? "" : ` ${day}`}${subject === "" ? "" : `: ${subject}`}` +
    (figures.length === 0 ? "" : ` (${figures.join("; ")})`);
}

export function problemsText(one: RankedFacility, sight: Sight): string {
  const shown = one.problems.slice(0, SHOWN).map((each) => problemText(each, sight));
  const left = one.problemCount - BigInt(shown.length);
  if (left > 0n) shown.push(sight.say(ranking.more, grouped(left)));
  return shown.join("\n");
}

export function rankingColumns(sight: Sight): Column<RankedFacility>[] {
  return [
    { heading: sight.say(ranking.rank), isFigure: true, of: (one) => ({ text: one.rank.toString(), number: one.rank.toString() }) },
    { heading: sight.say(readiness.facility), of: (one) => sight.facility(one.facility) },
    { heading: sight.say(readiness.standing), of: (one) => ({ text: sight.say(ranked[one.standing]), tone: rankedTones[one.standing] }) },
    { heading: sight.say(ranking.what), of: (one) => ({ text: problemsText(one, sight) }) },
    { heading: sight.say(ranking.failed), isFigure: true, of: (one) => sight.figure(one.failedCount) },
    { heading: sight.say(ranking.unknown), isFigure: true, of: (one) => sight.figure(one.unknownCount) },
    { heading: sight.say(overdue.who), of: (one) => sight.contact(one.contact) },
  ];
}
