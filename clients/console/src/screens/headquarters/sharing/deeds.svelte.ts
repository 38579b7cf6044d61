// Deeds: what was sent from one screen of this room, also before a reload. Until
// its outcome is known nothing else is sent from there.
import { create, toBinary, type DescMessage, type MessageInitShape } from "@bufbuild/protobuf";
import type { Desk } from "$src/desk/desk.svelte.ts";
import { isFrom, putAway, type AboutSent } from "$src/desk/sending.svelte.ts";
import type { Draft, DraftContent } from "$src/outbox/draft.svelte.ts";
import { isOpen, type Entry } from "$src/outbox/entry.ts";
import { newRequestId } from "$src/outbox/request_id.ts";
import type { Kind } from "./writers.ts";

/** What is typed over the lines of a proposal, by their stores. */
export interface LinesDraft extends DraftContent {
  lines: Record<string, string>;
}

export class Deeds {
  readonly #desk: Desk;
  readonly #screen: string[];
  /** One is on its way into the outbox. */
  #isKeeping = $state(false);

  constructor(desk: Desk, screen: string[]) {
    this.#desk = desk;
    this.#screen = screen;
  }

  get #all(): Entry[] {
    return this.#desk.entries.filter((entry) => isFrom(entry, this.#screen));
  }

  /** What is told of: the last one alone. */
  get told(): Entry[] {
    return this.#all.slice(-1);
  }

  get isSending(): boolean {
    return this.#isKeeping || this.#all.some(isOpen);
  }

  /** Sends it once, with what was typed for it; earlier ones were seen by that. */
  async send<Schema extends DescMessage, Content extends DraftContent>(
      kind: Kind, title: string, schema: Schema, request: MessageInitShape<Schema>, draft?: Draft<Content>): Promise<void> {
    if (this.isSending) return;
    this.#isKeeping = true;
    await draft?.save();
    const requestId = draft?.content.requestId ?? newRequestId();
    await putAway(this.#desk, this.#all.filter(({ id }) => id !== requestId));
    await this.#desk.outbox.keep(requestId, kind, toBinary(schema, create(schema, { ...request, requestId })),
      { key: draft?.key ?? "", draft: "", title, screen: this.#screen } satisfies AboutSent, async (step) => { await draft?.markSent(step); });
    await this.#desk.refresh();
    this.#isKeeping = false;
  }

  /** Who leaves has seen what is recorded. */
  leave(): void {
    void putAway(this.#desk, this.#all.filter(({ state }) => state === "recorded"));
  }
}
