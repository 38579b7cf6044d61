// What was allocated to a facility.
import type { Overview } from "$calls/headquarters/epiledger/command/v1/command_pb";
import type { Allocation } from "$calls/headquarters/epiledger/funding/v1/funding_pb";
import { link } from "$src/format/link.ts";
import { idOf } from "$src/names/resource.ts";
import { money, type Column } from "$src/parts/sheet.ts";
import { boundParts, fenOfParts } from "../glance/purse.ts";
import { purse } from "../texts.ts";
import type { Sight } from "../words/sight.ts";
import { facility } from "./texts.ts";

export function allocationColumns(picture: Overview, sight: Sight): Column<Allocation>[] {
  const documents = new Map(picture.money?.summary?.documents.map((one) => [one.name, one]));
  return [
    { heading: sight.say(facility.allocation), of: (one) => {
      const document = one.name.slice(0, one.name.indexOf("/allocations/"));
      const known = documents.get(document);
      return { text: known?.number ?? sight.unknown, note: known?.title ?? "", link: link("money", idOf(document)) };
    } },
    { heading: sight.say(purse.allocated), isFigure: true, of: ({ balance }) => money(fenOfParts(balance, "allocated")) },
    { heading: sight.say(purse.paid), isFigure: true, of: ({ balance }) => money(fenOfParts(balance, "paid")) },
    { heading: sight.say(purse.bound), isFigure: true, of: ({ balance }) => money(fenOfParts(balance, ...boundParts)) },
    { heading: sight.say(purse.available), isFigure: true, of: ({ balance }) => money(fenOfParts(balance, "available")) },
  ];
}
