// Money by document.
import type { CountySummary_DocumentSummary as DocumentSummary } from "$calls/headquarters/epiledger/funding/v1/funding_service_pb";
import type { Allocation_Balance as Balance } from "$calls/headquarters/epiledger/funding/v1/funding_pb";
import { fenOf } from "$src/format/money.ts";
import { money, type Column } from "$src/parts/sheet.ts";
import { link } from "$src/format/link.ts";
import { idOf } from "$src/names/resource.ts";
import { purse } from "../texts.ts";
import type { Sight } from "../words/sight.ts";

type Part = Exclude<{ [Key in keyof Balance]: Balance[Key] extends { units: bigint; nanos: number } | undefined ? Key : never }[keyof Balance], undefined>;

/** Of a balance some parts together, in fen; what is absent of it is none. */
export function fenOfParts(balance: Balance | undefined, ...parts: Part[]): bigint {
  return parts.reduce((sum, part) => {
    const amount = balance?.[part] as { units: bigint; nanos: number } | undefined;
    return sum + (amount ? fenOf(amount) : 0n);
  }, 0n);
}

export const boundParts: Part[] = ["held", "prepaid", "accrued", "proposed"];

export function documentColumns(sight: Sight): Column<DocumentSummary>[] {
  const amount = (one: DocumentSummary, ...parts: Part[]) => money(fenOfParts(one.total, ...parts));
  return [
    { heading: sight.say(purse.document), of: (one) => ({ text: one.number, note: one.title, link: link("money", idOf(one.name)) }) },
    { heading: sight.say(purse.allocated), isFigure: true, of: (one) => amount(one, "allocated") },
    { heading: sight.say(purse.paid), isFigure: true, of: (one) => amount(one, "paid") },
    { heading: sight.say(purse.bound), isFigure: true, of: (one) => amount(one, ...boundParts) },
    { heading: sight.say(purse.available), isFigure: true, of: (one) => amount(one, "available") },
  ];
}
