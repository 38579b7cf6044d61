// One facility's four-in-place and plans: records beside its own word.
import type { DimensionStanding } from "$calls/headquarters/epiledger/command/v1/standing_pb";
import { DimensionStanding_Contradiction as Contradiction } from "$calls/headquarters/epiledger/command/v1/standing_pb";
import type { Cell, Column } from "$src/parts/sheet.ts";
import { readiness } from "../texts.ts";
import { reasonText } from "../words/reasons.ts";
import type { Sight } from "../words/sight.ts";
import { absent, contradiction, dimension, inPlace, standing } from "../words/texts.ts";
import { standingTones } from "../glance/readiness.ts";
import { facility } from "./texts.ts";

function selfCell(one: DimensionStanding, sight: Sight): Cell {
  const answer = one.selfAssessment?.answer;
  if (!answer?.case) return { text: sight.say(facility.noSelf) };
  const cell: Cell = { text: answer.case === "state" ? sight.say(inPlace[answer.value]) : sight.say(absent[answer.value]) };
  const notes = [one.selfAssessment?.note ?? "", one.selfDate ? sight.day(one.selfDate) : "",
    one.selfIsStale ? sight.say(facility.oldSelf) : ""].filter((note) => note !== "");
  if (notes.length > 0) cell.note = notes.join(" · ");
  return cell;
}

export function standingColumns(sight: Sight): Column<DimensionStanding>[] {
  return [
    { heading: sight.say(facility.dimension), of: (one) => ({ text: sight.say(dimension[one.dimension]) }) },
    { heading: sight.say(facility.records), of: (one) => ({ text: sight.say(standing[one.standing]), tone: standingTones[one.standing] }) },
    { heading: sight.say(readiness.why), of: (one) => ({
      text: one.reasons.map((reason) => reasonText(reason, sight.names, sight.now, sight.language)).join("\n") }) },
    { heading: sight.say(facility.self), of: (one) => selfCell(one, sight) },
    { heading: sight.say(facility.agrees), of: (one) => (one.contradiction === Contradiction.UNSPECIFIED ? { text: "" }
      : { text: sight.say(contradiction[one.contradiction]), tone: "care" }) },
  ];
}
