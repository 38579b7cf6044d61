// Typing: a draft of this view, from the device or new, and how it is sent.
import type { Desk } from "$src/desk/desk.svelte.ts";
import { go } from "$src/desk/route.svelte.ts";
import { sendDraft, type AboutSent, type Told } from "$src/desk/sending.svelte.ts";
import { Draft, type DraftContent } from "$src/outbox/draft.svelte.ts";
import { Reading } from "$src/parts/reading.svelte.ts";
import type { Kind } from "./writers.ts";

export class Typing<Content extends DraftContent> {
  draft = $state.raw<Draft<Content> | undefined>();
  readonly reading: Reading<true>;
  readonly #desk: Desk;

  /** `begin` reads what the screen needs, and gives a draft that says nothing. */
  constructor(desk: Desk, key: string, begin: () => Promise<Content>) {
    this.#desk = desk;
    this.reading = new Reading(async () => {
      const [kept, empty] = await Promise.all([Draft.find<Content>(desk.database, desk.owner, key), begin()]);
      this.draft = kept ?? new Draft(desk.database, desk.owner, key, empty);
      return { value: true as const, time: Date.now() };
    });
  }

  readonly save = (): void => void this.draft?.save();

  /** Sends it, and goes back to the list it belongs to. */
  async send(kind: Kind, request: Uint8Array, about: Told<AboutSent>, list: string): Promise<void> {
    await sendDraft(this.#desk, this.draft!, kind, request, about);
    go(list);
  }
}
