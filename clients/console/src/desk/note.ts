// A few words that are typed about something, such as why it is rejected: a
// draft like any other, so that a refusal never takes them away.
import { Draft, type DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";
import type { Desk } from "./desk.svelte.ts";

export interface NoteDraft extends DraftContent {
  note: string;
}

/** What was typed under `key`, or nothing yet. */
export async function noteDraft({ database, owner }: Desk, key: string): Promise<Draft<NoteDraft>> {
  return (await Draft.find<NoteDraft>(database, owner, key)) ??
    new Draft<NoteDraft>(database, owner, key, { requestId: newRequestId(), isSent: false, problem: "", note: "" });
}
