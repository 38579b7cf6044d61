// Fitting: what would have fitted of what was refused, and how it is filled in
// on the screen where it was typed. Pure.
import { yuan } from "$src/format/money.ts";
import { say } from "$src/language/language.svelte.ts";
import { idOf } from "$src/names/resource.ts";
import type { DraftContent } from "$src/outbox/draft.svelte.ts";
import type { Failure } from "$src/rpc/failure.ts";
import { wouldFit } from "./outcome.ts";
import { words } from "./texts.ts";
import type { About, Kind } from "./writers.ts";

export interface Offer {
  words: string;
  change: (content: DraftContent) => DraftContent;
}

interface Lined extends DraftContent {
  lines: readonly object[];
}

function withAmount(amount: string): Offer["change"] {
  return (content) => ({ ...content, amount }) as DraftContent;
}

/** The line at `at`, counted from 0, with another amount. */
function withLineAmount(at: number, amount: string): Offer["change"] {
  return (content) => {
    const { lines } = content as Lined;
    return { ...content, lines: lines.map((line, index) => (index === at ? { ...line, amount } : line)) } as DraftContent;
  };
}

/** Which line of an order or a document found too little, counted from 0; of
 * several lines out of one fund it is none alone. */
function shortLine(kind: Kind, { metadata }: Failure, { funds = [] }: About): number | undefined {
  if (kind === "order") return metadata["line"] === undefined ? undefined : Number(metadata["line"]) - 1;
  const of = funds.flatMap((fund, at) => (idOf(fund) === idOf(metadata["fund"] ?? "") ? [at] : []));
  return of.length === 1 ? of[0] : undefined;
}

const ONE_AMOUNT: readonly Kind[] = ["payment", "order-payment", "refund", "release", "change"];

/** What a person may choose in place of what was refused. */
export function offersOf(kind: Kind, failure: Failure, about: About): Offer[] {
  const offers: Offer[] = [];
  const fen = wouldFit(failure) ?? 0n;
  if (fen > 0n && ONE_AMOUNT.includes(kind)) offers.push({ words: say(words.fits, yuan(fen)), change: withAmount(yuan(fen)) });
  if (fen > 0n && (kind === "order" || kind === "document")) {
    const at = shortLine(kind, failure, about);
    if (at !== undefined) offers.push({ words: say(words.fitsLine, at + 1, yuan(fen)), change: withLineAmount(at, yuan(fen)) });
  }
  if (failure.reason === "OVER_ACCRUED") {
    offers.push({ words: say(words.prepayInstead), change: (content) => ({ ...content, isPrepayment: true }) as DraftContent });
  }
  return offers;
}

/** What money another allocation would have to have for it. */
export function wantedOf({ metadata }: Failure, about: About): { allocation: string; purpose: string; needed: bigint } | undefined {
  const allocation = metadata["allocation"] ?? about.allocation;
  const purpose = metadata["purpose"] ?? about.purpose;
  const needed = metadata["needed"];
  return allocation === undefined || purpose === undefined || needed === undefined || !/^\d+$/.test(needed) ? undefined
    : { allocation, purpose, needed: BigInt(needed) };
}

const RESOURCE = /^resource_(\d+)$/;

/** What rests on an entry and is to be reversed before it, the last one first. */
export function restingOn({ reason, metadata }: Failure): { number: string; name: string }[] {
  if (reason !== "LATER_ENTRIES_DEPEND") return [];
  const places = Object.keys(metadata).flatMap((key) => RESOURCE.exec(key)?.[1] ?? []);
  return places.map((place) => ({ number: metadata[`entry_${place}`] ?? "", name: metadata[`resource_${place}`] ?? "" }))
    .sort((a, b) => Number(b.number) - Number(a.number));
}
