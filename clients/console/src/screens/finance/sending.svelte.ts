// Sending: a draft leaves its screen with its request, in one step, so that the
// next one can be typed at once; given back, it returns there.
import { go } from "$src/desk/route.svelte.ts";
import type { Draft, DraftContent } from "$src/outbox/draft.svelte.ts";
import type { Entry } from "$src/outbox/entry.ts";
import { newRequestId } from "$src/outbox/request_id.ts";
import type { Office } from "./office.ts";
import type { About, Kind } from "./writers.ts";

/** Sends what is typed, and shows what becomes of it. */
export async function send<Content extends DraftContent>(
    { desk }: Office, draft: Draft<Content>, kind: Kind, request: Uint8Array, about: Omit<About, "key" | "draft">): Promise<void> {
  await draft.save();
  const content = { ...($state.snapshot(draft.content) as Content), isSent: true, problem: "" };
  const id = content.requestId;
  const key = `sent/${id}`;
  await desk.outbox.keep(id, kind, request, { ...about, key, draft: draft.key } satisfies About, async (step) => {
    await step.put("drafts", desk.owner, key, content);
    await step.remove("drafts", desk.owner, draft.key);
  });
  go("outcome", id);
}

/** Sends what was not typed anywhere, such as an approval. Gives its id. */
export async function sendAtOnce({ desk }: Office, kind: Kind, requestWith: (id: string) => Uint8Array,
    about: Omit<About, "key" | "draft">): Promise<void> {
  const id = newRequestId();
  await desk.outbox.keep(id, kind, requestWith(id), { ...about, key: "", draft: "" } satisfies About);
  go("outcome", id);
}

/** Puts what came back onto its screen again, changed by `change`. */
export async function takeBack<Content extends DraftContent>(
    { desk }: Office, entry: Entry, change: (content: Content) => Content): Promise<void> {
  const about = entry.about as About;
  await desk.database.together(async (step) => {
    const kept = await step.get<Content>("drafts", desk.owner, about.key);
    if (!kept) return;
    await step.put("drafts", desk.owner, about.draft, change(kept.value));
    await step.remove("drafts", desk.owner, about.key);
  });
  // A refusal is final under its id; what was only returned keeps it.
  if (entry.state === "refused") await desk.outbox.forget(entry.id);
  go(...about.screen);
}
