// What an outcome makes of the draft that it was sent from.
import type { Step } from "$src/storage/database.ts";
import type { DraftContent } from "./draft.svelte.ts";
import type { Entry } from "./entry.ts";
import { newRequestId } from "./request_id.ts";

/** The draft of an entry, while it still is the one that was sent. */
export async function sentDraft<Content extends DraftContent>(
    step: Step, owner: string, key: string, entry: Entry): Promise<Content | undefined> {
  const kept = await step.get<Content>("drafts", owner, key);
  return kept?.value.requestId === entry.id && kept.value.isSent ? kept.value : undefined;
}

/** The draft waits again for the outcome of its entry. */
export async function waitAgain(step: Step, owner: string, key: string, id: string): Promise<void> {
  const kept = await step.get<DraftContent>("drafts", owner, key);
  if (kept?.value.requestId === id) await step.put("drafts", owner, key, { ...kept.value, isSent: true, problem: "" });
}

/** Gives the draft back to the person, who reads why in `problem`. Refused, it
 * gets another id: the old one stays refused for ever. */
export function givenBack<Content extends DraftContent>(content: Content, entry: Entry): Content {
  return {
    ...content,
    isSent: false,
    problem: entry.failure?.text ?? "",
    figures: entry.failure?.metadata ?? {},
    requestId: entry.state === "refused" ? newRequestId() : content.requestId,
  };
}

/** The whole of it for a draft that is done when it is recorded. */
export async function settleDraft(step: Step, owner: string, key: string, entry: Entry): Promise<void> {
  const content = await sentDraft(step, owner, key, entry);
  if (!content) return;
  if (entry.state === "recorded") await step.remove("drafts", owner, key);
  else await step.put("drafts", owner, key, givenBack(content, entry));
}
