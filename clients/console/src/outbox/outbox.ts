// Outbox: sends what was kept on the device, each entry once, whatever becomes
// of the line, the page or the browser in between.
import type { Database, Step } from "$src/storage/database.ts";
import { failureOf, isSignedOut } from "$src/rpc/failure.ts";
import { afterCall, askedAgain, beforeCall, changed, isOpen, isOver, newEntry, type Answer, type Entry } from "./entry.ts";

/** How entries of one kind are sent, and what their outcome changes. */
export interface Writer {
  /** Makes the call; gives the serialised answer, or throws. */
  send(request: Uint8Array): Promise<Uint8Array>;
  /** Brings the person's drafts up to date with an entry that was recorded,
   * refused or returned, in the step that keeps its state. May run again for an
   * entry it has seen. */
  settle(entry: Entry, step: Step, owner: string): Promise<void>;
}

export interface OutboxOptions {
  database: Database;
  owner: string;
  /** Called after every change, here or in another tab. */
  onChange(): void;
  /** Called when a service says that the token holds no longer. */
  onSignedOut(): void;
  /** One sender among all tabs; resolves to false where another one sends. */
  exclusively?(act: () => Promise<void>): Promise<boolean>;
  now?(): number;
}

const TAB_CHANNEL = "epiledger-outbox";

async function withLock(act: () => Promise<void>): Promise<boolean> {
  return navigator.locks.request(TAB_CHANNEL, { ifAvailable: true }, async (lock) => {
    if (!lock) return false;
    await act();
    return true;
  });
}

export class Outbox {
  readonly #options: Required<OutboxOptions>;
  readonly #writers = new Map<string, Writer>();
  readonly #tabs: BroadcastChannel | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClosed = false;

  constructor(options: OutboxOptions) {
    this.#options = { exclusively: withLock, now: () => Date.now(), ...options };
    if (typeof BroadcastChannel !== "undefined") {
      this.#tabs = new BroadcastChannel(TAB_CHANNEL);
      this.#tabs.onmessage = () => this.#options.onChange();
    }
  }

  /** Entries of this kind are sent from now on. */
  register(kind: string, writer: Writer): void {
    this.#writers.set(kind, writer);
  }

  /** The same of several kinds. */
  registerAll(writers: Readonly<Record<string, Writer>>): void {
    for (const [kind, writer] of Object.entries(writers)) this.register(kind, writer);
  }

  /** Whether entries of this kind are sent. */
  sends(kind: string): boolean {
    return this.#writers.has(kind);
  }

  /** All entries, the oldest first. */
  async list(): Promise<Entry[]> {
    const kept = await this.#options.database.list<Entry>("outbox", this.#options.owner);
    return kept.map((one) => one.value);
  }

  /** Keeps a write, in the same step as `alongside`, and begins to send it. An
   * id that is there already is left as it is: a button pressed twice, or in
   * two tabs, sends once. */
  async keep(id: string, kind: string, request: Uint8Array, about: unknown,
             alongside: (step: Step) => Promise<void> = async () => undefined): Promise<void> {
    const { database, owner } = this.#options;
    await database.together(async (step) => {
      const known = await step.get<Entry>("outbox", owner, id);
      if (known && known.value.state !== "returned") return;
      await step.put("outbox", owner, id,
        known ? changed(known.value, request, about) : newEntry(id, kind, request, about));
      await alongside(step);
    });
    this.#tell();
    void this.send();
  }

  /** Asks for what became of an entry that came back while an earlier call with
   * its id is uncertain, in the same step as `alongside`. */
  async askAgain(id: string, alongside: (step: Step) => Promise<void> = async () => undefined): Promise<void> {
    const { database, owner } = this.#options;
    await database.together(async (step) => {
      const known = await step.get<Entry>("outbox", owner, id);
      if (!known || isOpen(known.value) || isOver(known.value)) return;
      await step.put("outbox", owner, id, askedAgain(known.value));
      await alongside(step);
    });
    this.#tell();
    void this.send();
  }

  /** Forgets an entry whose outcome the person has seen, in the same step as
   * `alongside`; one that may still be recorded stays, and nothing happens. */
  async forget(id: string, alongside: (step: Step) => Promise<void> = async () => undefined): Promise<void> {
    const { database, owner } = this.#options;
    await database.together(async (step) => {
      const known = await step.get<Entry>("outbox", owner, id);
      if (!known || !isOver(known.value)) return;
      await step.remove("outbox", owner, id);
      await alongside(step);
    });
    this.#tell();
  }

  /** Sends what is due, and comes back by itself while something is left. */
  async send(): Promise<void> {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    await this.#options.exclusively(async () => {
      for (let entry = await this.#due(); entry && !this.#isClosed; entry = await this.#due()) {
        await this.#sendOne(entry);
      }
    });
    await this.#comeBack();
  }

  /** The line is back, or the person signed in again: nothing waits longer. */
  async sendNow(): Promise<void> {
    for (const entry of (await this.list()).filter(isOpen)) {
      await this.#change(entry.id, (known) => ({ ...known, next: 0 }));
    }
    await this.send();
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    this.#tabs?.close();
  }

  #tell(): void {
    if (this.#isClosed) return;
    this.#options.onChange();
    this.#tabs?.postMessage("changed");
  }

  async #due(): Promise<Entry | undefined> {
    const now = this.#options.now();
    return (await this.list()).find((entry) =>
      isOpen(entry) && entry.next <= now && this.#writers.has(entry.kind));
  }

  async #sendOne(entry: Entry): Promise<void> {
    const { now } = this.#options;
    const writer = this.#writers.get(entry.kind)!;
    const called = await this.#change(entry.id, (known) => beforeCall(known));
    if (!called) return;
    let answer: Answer;
    try {
      answer = { answer: await writer.send(called.request) };
    } catch (thrown) {
      answer = { failure: failureOf(thrown) };
    }
    if (this.#isClosed) return;
    await this.#change(entry.id, (known) => afterCall(known, entry.state, answer, now()));
    if ("failure" in answer && isSignedOut(answer.failure)) this.#options.onSignedOut();
  }

  /** Changes an entry that is still to be sent, and settles it where that ends
   * it; nothing where another tab ended it before. */
  async #change(id: string, change: (entry: Entry) => Entry): Promise<Entry | undefined> {
    const { database, owner } = this.#options;
    const after = await database.together(async (step) => {
      const known = await step.get<Entry>("outbox", owner, id);
      if (!known || !isOpen(known.value)) return undefined;
      const next = change(known.value);
      await step.put("outbox", owner, id, next);
      if (!isOpen(next)) await this.#writers.get(next.kind)!.settle(next, step, owner);
      return next;
    });
    this.#tell();
    return after;
  }

  async #comeBack(): Promise<void> {
    if (this.#isClosed) return;
    const open = (await this.list()).filter((entry) => isOpen(entry) && this.#writers.has(entry.kind));
    if (open.length === 0) return;
    const next = Math.min(...open.map((entry) => entry.next));
    this.#timer = setTimeout(() => void this.send(), Math.max(next - this.#options.now(), 500));
  }
}
