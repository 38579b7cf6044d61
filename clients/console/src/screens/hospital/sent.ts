// What an entry of the outbox is about, as a clerk reads it.
import { say } from "$src/language/language.svelte.ts";
import type { Text } from "$src/language/texts.ts";
import type { Entry } from "$src/outbox/entry.ts";
import { words } from "./texts.ts";
import type { About } from "./writers.ts";

const { kinds } = words;

const KINDS: Record<string, Text> = {
  "count": kinds.count, "report": kinds.report, "correction": words.correct, "receipt": kinds.receipt, "request": kinds.request,
  "cancel": kinds.cancel, "pick": kinds.pick, "ship": kinds.ship, "movement": kinds.movement, "take-back": kinds.takeBack,
  "cancel-shipment": kinds.cancelShipment, "resolve": kinds.resolve, "fix-finding": kinds.fixFinding,
};

/** Of another view, which sent it from here too, what that calls it. */
export function sentName({ kind, about }: Entry): string {
  const { place, title } = about as Partial<About & { title: string }>;
  const name = KINDS[kind];
  return name ? `${say(name)} · ${place ?? ""}` : title ?? "";
}
