// Sending, as this view does it: every write is followed by what becomes of it.
import { go } from "$src/desk/route.svelte.ts";
import { sendDraft, type Told } from "$src/desk/sending.svelte.ts";
import { Draft, type DraftContent } from "$src/outbox/draft.svelte.ts";
import { newRequestId } from "$src/outbox/request_id.ts";
import type { Office } from "./office.ts";
import type { About, Kind } from "./writers.ts";

/** What was typed under `key` before, or what is to be typed there. */
export async function openDraft<Content extends DraftContent>({ desk }: Office, key: string, content: Content): Promise<Draft<Content>> {
  return (await Draft.find<Content>(desk.database, desk.owner, key)) ?? new Draft(desk.database, desk.owner, key, content);
}

/** Sends what is typed, and shows what becomes of it. */
export async function send<Content extends DraftContent>(
    { desk }: Office, draft: Draft<Content>, kind: Kind, request: Uint8Array, about: Told<About>): Promise<void> {
  go("outcome", await sendDraft<Content, About>(desk, draft, kind, request, about));
}

/** Sends what was not typed anywhere, such as an approval. */
export async function sendAtOnce({ desk }: Office, kind: Kind, requestWith: (id: string) => Uint8Array, about: Told<About>): Promise<void> {
  const id = newRequestId();
  await desk.outbox.keep(id, kind, requestWith(id), { ...about, key: "", draft: "" } satisfies About);
  go("outcome", id);
}
