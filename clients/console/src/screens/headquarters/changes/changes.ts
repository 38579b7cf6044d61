// Changes in words: what a figure was, and what it is now.
import { Change_Kind as Kind, Change_Turn as Turn, type Change, type ChangedFigure } from "$calls/headquarters/epiledger/command/v1/change_pb";
import { link, linkOf } from "$src/format/link.ts";
import { fenOf, yuan } from "$src/format/money.ts";
import { idOf } from "$src/names/resource.ts";
import type { Cell, Column, Tone } from "$src/parts/sheet.ts";
import { purse } from "../texts.ts";
import { indicatorLink } from "../facility/indicator.ts";
import { requestLink } from "../glance/open.ts";
import { indicatorText } from "../words/names.ts";
import type { Sight } from "../words/sight.ts";
import { absence, band, change, figures, findingState, inPlace, places, turn } from "../words/texts.ts";
import { changes } from "./texts.ts";

// That something is new is good or bad by what it is; only what became unknown
// is never good.
const TURN_TONES: Partial<Record<Turn, Tone>> = { [Turn.BECAME_UNKNOWN]: "care" };

export function figureCell(figure: ChangedFigure | undefined, unit: string, sight: Sight): Cell {
  const said = figure?.figure;
  const cell = ((): Cell => {
    switch (said?.case) {
      case "absence": return { text: sight.say(absence[said.value]) };
      case "number": return sight.figure(said.value, unit);
      case "amount": return { text: sight.say(purse.yuan, yuan(fenOf(said.value))), number: yuan(fenOf(said.value)).replaceAll(",", "") };
      case "date": return { text: sight.day(said.value) };
      case "band": return { text: sight.say(band[said.value]) };
      case "findingState": return { text: sight.say(findingState[said.value]) };
      case "inPlace": return { text: sight.say(inPlace[said.value]) };
      case "time": return { text: sight.time(said.value) };
      default: return { text: sight.unknown };
    }
  })();
  if (figure?.readTime) cell.note = sight.time(figure.readTime);
  return cell;
}

/** What it is about, and which of its figures. */
export function subjectText(one: Change, sight: Sight): string {
  const parts: string[] = [];
  if (one.subjectName.includes("/indicators/") || one.kind === Kind.INDICATOR || one.kind === Kind.INDICATOR_TOTAL) {
    parts.push(indicatorText(one.subjectName, sight.language));
  } else if (one.subjectName.includes("/items/")) parts.push(one.subjectDisplayName || sight.names.item(one.subjectName).name);
  else if (one.subjectDisplayName !== "") parts.push(one.subjectDisplayName);
  const figure = figures[one.figure] ?? places[one.figure];
  if (figure) parts.push(sight.say(figure));
  return parts.join(" · ");
}

/** Where a change's figure comes from; empty: it has no screen. */
export function subjectLink(one: Change): string {
  const facility = idOf(one.facility);
  const subject = idOf(one.subjectName);
  const part = (name: string) => linkOf({ parts: ["facility", facility], marks: { part: name } });
  if (one.subjectName.includes("/requisitions/")) return requestLink(one.subjectName);
  if (one.kind === Kind.REQUEST_COUNT) return link("requests");
  if (one.subjectName.includes("/items/")) return one.facility === "" ? link("item", subject) : link("facility", facility, subject);
  if (one.kind === Kind.INDICATOR || one.kind === Kind.INDICATOR_TOTAL) return indicatorLink(one.subjectName);
  if (one.subjectName.includes("/documents/")) return link("money", subject);
  if (one.kind === Kind.PURPOSE) return link("money");
  if (one.facility === "") return "";
  if (one.kind === Kind.FINDING) return part("findings");
  return one.kind === Kind.REPORT || one.kind === Kind.REPORT_OVERDUE ? part("reports") : one.kind === Kind.FOUR_IN_PLACE ? part("standings") : "";
}

function subjectCell(one: Change, sight: Sight): Cell {
  const [text, to] = [subjectText(one, sight), subjectLink(one)];
  // Its kind says it where it has no words of its own.
  return to === "" ? { text } : { text: text === "" ? sight.say(change[one.kind]) : text, link: to };
}

function unitOf(one: Change, sight: Sight): string {
  return one.subjectName.includes("/items/") ? sight.names.item(one.subjectName).unit : "";
}

export function changeColumns(sight: Sight): Column<Change>[] {
  return [
    { heading: sight.say(changes.kind), of: (one) => ({ text: sight.say(change[one.kind]) }) },
    { heading: sight.say(changes.facility), of: (one) => (one.facility === "" ? { text: sight.say(changes.county) }
      : { ...sight.facility(one.facility), text: one.displayName || sight.names.of(one.facility) }) },
    { heading: sight.say(changes.subject), of: (one) => subjectCell(one, sight) },
    { heading: sight.say(changes.turn), of: (one) => ({ text: sight.say(turn[one.turn]), tone: TURN_TONES[one.turn] ?? "plain" }) },
    { heading: sight.say(changes.before), isFigure: true, of: (one) => figureCell(one.before, unitOf(one, sight), sight) },
    { heading: sight.say(changes.after), isFigure: true, of: (one) => figureCell(one.after, unitOf(one, sight), sight) },
  ];
}

/** Kinds that there are, each with how many, in the services' order. */
export function kindsOf(all: readonly Change[]): { kind: Kind; count: number }[] {
  const counts = new Map<Kind, number>();
  for (const one of all) counts.set(one.kind, (counts.get(one.kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, count }));
}

export function changeKey(one: Change): string {
  return [one.kind, one.facility, one.subjectName, one.figure].join(" ");
}
