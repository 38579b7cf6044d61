// What headquarters sends: the kinds of its entries in the outbox, and why one
// came back.
import { say } from "$src/language/language.svelte.ts";
import type { Labels } from "$src/names/labels.ts";
import type { Entry } from "$src/outbox/entry.ts";
import { saidInFull } from "$src/parts/said.ts";
import { sharing } from "./sharing/texts.ts";

export const SHARE_KINDS = ["share-propose", "share-revise", "share-approve", "share-withdraw"] as const;
export const BULLETIN_KIND = "bulletin";
export const KINDS: readonly string[] = [...SHARE_KINDS, BULLETIN_KIND];

export function whyBack({ failure }: Entry, labels: Labels): string {
  if (failure?.reason === "FAIR_SHARE_DIFFERS") return say(sharing.differs);
  return failure ? saidInFull(failure, labels) : "";
}
