// Tiles: the few figures that a meeting begins with, each with where it leads.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { Supply_Band as Band } from "$calls/headquarters/epiledger/supplies/v1/supplies_pb";
import { Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import type { Text } from "$src/language/texts.ts";
import { link } from "$src/format/link.ts";
import { grouped } from "$src/format/number.ts";
import type { Tone } from "$src/parts/sheet.ts";
import { glance } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { hasRecords, partAge, type PartAge } from "./parts.ts";
import { readyRows } from "./readiness.ts";

export interface Tile {
  name: Text;
  /** Absent: not known, which is no zero. */
  value: bigint | undefined;
  note: string;
  /** How old it is. */
  age: PartAge;
  tone: Tone;
  /** The section of the glance it is of. */
  section: "stock" | "overdue" | "readiness" | "findings" | "requests";
  /** The screen that it opens in place of its section. */
  link?: string;
}

function toneOf(value: bigint | undefined, tone: Tone): Tone {
  return value === undefined ? "care" : value > 0n ? tone : "good";
}

function stockTile({ supplies }: Overview, sight: Sight): Tile {
  const isSeen = supplies?.supplySettings !== undefined && hasRecords(supplies.status);
  const urgent = (bands: Band[]) => BigInt((supplies?.shortages ?? []).filter((one) =>
    bands.includes(one.supply?.band ?? Band.UNKNOWN)).length);
  const value = isSeen ? urgent([Band.OUT, Band.CRITICAL]) : undefined;
  const low = (supplies?.shortageCount ?? 0n) - (value ?? 0n);
  return { name: glance.shortage, value, tone: toneOf(value, "bad"), section: "stock", age: partAge(supplies?.status, sight),
    note: isSeen ? sight.say(glance.lowToo, grouped(low)) : "" };
}

function overdueTile({ readiness }: Overview, sight: Sight): Tile {
  const summary = hasRecords(readiness?.status) ? readiness?.summary : undefined;
  const value = summary && BigInt(summary.overdue.length);
  const { onTime, expected } = summary?.lastDue ?? { onTime: 0n, expected: 0n };
  return { name: glance.overdue, value, tone: toneOf(value, "bad"), section: "overdue", age: partAge(readiness?.status, sight),
    note: summary ? sight.say(glance.reports, grouped(onTime), grouped(expected)) : "" };
}

function readyTile(picture: Overview, sight: Sight): Tile {
  const rows = readyRows(picture);
  const of = (standing: Standing) => rows.filter((row) => row.worst === standing).length;
  const value = picture.readiness?.summary && hasRecords(picture.readiness.status) ? BigInt(of(Standing.NOT_READY)) : undefined;
  return { name: glance.notReady, value, tone: toneOf(value, "bad"), section: "readiness",
    age: partAge(picture.readiness?.status, sight), note: of(Standing.UNKNOWN) > 0 ? sight.say(glance.notKnown, of(Standing.UNKNOWN)) : "" };
}

export function tilesOf(picture: Overview, sight: Sight): Tile[] {
  const findings = hasRecords(picture.readiness?.status) ? picture.readiness?.summary?.findings : undefined;
  const requests = hasRecords(picture.supplies?.status) ? picture.supplies?.unanswered : undefined;
  return [
    stockTile(picture, sight), overdueTile(picture, sight), readyTile(picture, sight),
    { name: glance.findings, value: findings?.overdue, tone: toneOf(findings?.overdue, "bad"), section: "findings",
      age: partAge(picture.readiness?.status, sight), note: findings ? sight.say(glance.findingsOf, grouped(findings.open)) : "" },
    { name: glance.requests, value: requests?.total, tone: toneOf(requests?.total, "care"), section: "requests", link: link("requests"),
      age: partAge(picture.supplies?.status, sight), note: requests ? sight.say(glance.requestsPast, grouped(requests.pastWantedBy)) : "" },
  ];
}
