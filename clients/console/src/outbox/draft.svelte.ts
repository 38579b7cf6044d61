// Draft: what a person is typing, on the device at every keystroke.
import type { Database, Step } from "$src/storage/database.ts";

/** What every draft has beside its own fields. */
export interface DraftContent {
  /** Fixed before anything is sent; another one after a refusal. */
  requestId: string;
  /** It is in the outbox, and not to be changed until its outcome is known. */
  isSent: boolean;
  /** Why it came back, in the person's language; empty: it did not. */
  problem: string;
  /** The figures of that failure, by which its words are told by names. */
  figures?: Record<string, string>;
}

export class Draft<Content extends DraftContent> {
  readonly key: string;
  content: Content = $state()!;
  /** It is on the device: somebody typed something. */
  isKept = $state(false);
  readonly #database: Database;
  readonly #owner: string;
  /** Writes follow each other, so that the last keystroke is the last kept. */
  #written: Promise<void> = Promise.resolve();

  constructor(database: Database, owner: string, key: string, content: Content) {
    this.#database = database;
    this.#owner = owner;
    this.key = key;
    this.content = content;
  }

  /** What is on the device under `key`, or nothing. */
  static async find<Content extends DraftContent>(
      database: Database, owner: string, key: string): Promise<Draft<Content> | undefined> {
    const kept = await database.get<Content>("drafts", owner, key);
    if (!kept) return undefined;
    const draft = new Draft(database, owner, key, kept.value);
    draft.isKept = true;
    return draft;
  }

  /** Called at every keystroke. */
  save(): Promise<void> {
    const content = $state.snapshot(this.content) as Content;
    this.isKept = true;
    this.#written = this.#written.then(() => this.#database.together(async (step) => {
      const known = await step.get<Content>("drafts", this.#owner, this.key);
      // What another tab has sent is not typed over here.
      if (known?.value.isSent && known.value.requestId === content.requestId && !content.isSent) return;
      await step.put("drafts", this.#owner, this.key, content);
    }));
    return this.#written;
  }

  /** Marks it as sent, in the step that puts its request into the outbox. */
  async markSent(step: Step): Promise<void> {
    this.content.isSent = true;
    this.content.problem = "";
    await step.put("drafts", this.#owner, this.key, $state.snapshot(this.content));
  }

  /** Looks again: its outcome may have changed it. Nothing: it is done. */
  async reload(): Promise<boolean> {
    const kept = await this.#database.get<Content>("drafts", this.#owner, this.key);
    if (kept) this.content = kept.value;
    return kept !== undefined;
  }

  async drop(): Promise<void> {
    await this.#written;
    await this.#database.remove("drafts", this.#owner, this.key);
  }
}
