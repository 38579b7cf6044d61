// Sending: a draft leaves its screen with its request, in one step, so that the
// next one can be typed at once; given back, it returns there with what was typed.
import type { Draft, DraftContent } from "$src/outbox/draft.svelte.ts";
import { isOver, type Entry } from "$src/outbox/entry.ts";
import type { AboutDraft } from "$src/outbox/plain_writer.ts";
import type { Desk } from "./desk.svelte.ts";
import { go } from "./route.svelte.ts";

/** What every entry that was sent so says of itself. */
export interface AboutSent extends AboutDraft {
  /** Where the draft is typed; empty: it was typed nowhere. */
  draft: string;
  /** What it is about, in words. */
  title: string;
  /** Which screen it was typed on: the parts of its address. */
  screen: string[];
}

export type Told<About extends AboutSent> = Omit<About, "key" | "draft">;

/** Sends what is typed; gives its id. */
export async function sendDraft<Content extends DraftContent, About extends AboutSent>(
    desk: Desk, draft: Draft<Content>, kind: string, request: Uint8Array, about: Told<About>): Promise<string> {
  await draft.save();
  const content = { ...($state.snapshot(draft.content) as Content), isSent: true, problem: "" };
  const id = content.requestId;
  const key = `sent/${id}`;
  await desk.outbox.keep(id, kind, request, { ...about, key, draft: draft.key }, async (step) => {
    await step.put("drafts", desk.owner, key, content);
    await step.remove("drafts", desk.owner, draft.key);
  });
  return id;
}

/** Whether what was typed can come back to its screen. */
export function canComeBack(entry: Entry): boolean {
  return (entry.state === "refused" || entry.state === "returned") && Boolean((entry.about as Partial<AboutSent>).draft);
}

/** Whether it was sent from the screen at this address. */
export function isFrom({ about }: Entry, screen: readonly string[]): boolean {
  return (about as Partial<AboutSent>).screen?.join("/") === screen.join("/");
}

/** Puts away what is over of these: the person has seen it. */
export async function putAway(desk: Desk, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries.filter(isOver)) await desk.outbox.forget(entry.id);
}

export interface TakeBack<Content> {
  change?: (content: Content) => Content;
  /** What was typed on the screen since is given up for it. */
  isReplacing?: boolean;
}

/** Puts what came back onto its screen again. False, and nothing is changed:
 * something else was typed there since, which a person must give up first. */
export async function takeBack<Content extends DraftContent>(
    desk: Desk, entry: Entry, { change = (content) => content, isReplacing = false }: TakeBack<Content> = {}): Promise<boolean> {
  const about = entry.about as AboutSent;
  const isFree = await desk.database.together(async (step) => {
    if (!isReplacing && await step.get("drafts", desk.owner, about.draft)) return false;
    const kept = await step.get<Content>("drafts", desk.owner, about.key);
    if (!kept) return true;
    await step.put("drafts", desk.owner, about.draft, change(kept.value));
    await step.remove("drafts", desk.owner, about.key);
    return true;
  });
  if (!isFree) return false;
  // A refusal is final under its id; what was only returned keeps it.
  if (entry.state === "refused") await desk.outbox.forget(entry.id);
  go(...about.screen);
  return true;
}
