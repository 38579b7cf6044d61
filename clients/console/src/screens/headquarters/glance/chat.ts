// Chat: the glance in a few lines, for a group where people talk. It names
// facilities, and no person.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import { Standing } from "$calls/headquarters/epiledger/type/v1/evidence_pb";
import { shell } from "$src/language/shell.ts";
import { chat, fresh, glance, overdue, stock } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { partAge } from "./parts.ts";
import { readyRows } from "./readiness.ts";
import { daysCell, runsOutCell } from "./stock.ts";
import { tilesOf } from "./tiles.ts";

const MOST = 5;

/** The first of a list, a line each, and how many more there are. */
function listed(title: string, lines: readonly string[], sight: Sight, all = lines.length): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST);
  return ["", title, ...shown.map((line, at) => `${at + 1}. ${line}`),
    ...(all > shown.length ? [sight.say(chat.more, all - shown.length)] : [])];
}

function tileLines(picture: Overview, sight: Sight): string[] {
  return tilesOf(picture, sight).map(({ name, value, note }) =>
    sight.say(chat.tile, sight.say(name), value === undefined ? sight.unknown : value.toString(), note));
}

function stockLines({ supplies }: Overview, sight: Sight): string[] {
  return (supplies?.shortages ?? []).map((one) => sight.say(chat.stock, sight.names.of(one.facility),
    sight.names.item(one.item).name, daysCell(one.supply, "", sight).text, runsOutCell(one.supply, sight).text));
}

/** As of the moment that is shown. */
export function chatText(picture: Overview, sight: Sight): string {
  const notReady = readyRows(picture).filter((row) => row.worst === Standing.NOT_READY);
  const late = picture.readiness?.summary?.overdue ?? [];
  const ages = ([[fresh.money, picture.money], [fresh.supplies, picture.supplies], [fresh.readiness, picture.readiness]] as const)
    .map(([name, part]) => sight.say(chat.age, sight.say(name), partAge(part?.status, sight).text));
  return [
    sight.say(chat.head, sight.say(shell.product), sight.say(glance.title), sight.longTime(sight.now)),
    ...tileLines(picture, sight),
    ...listed(sight.say(stock.title), stockLines(picture, sight), sight, Number(picture.supplies?.shortageCount ?? 0n)),
    ...listed(sight.say(glance.notReady), notReady.map((row) => sight.names.of(row.facility)), sight),
    ...listed(sight.say(glance.overdue), late.map((one) =>
      sight.say(chat.late, sight.names.of(one.facility), sight.say(overdue.from), sight.day(one.missingFrom))), sight),
    "", ...ages,
  ].join("\n");
}
