// Desk: what every screen works with once a person is signed in.
import type { Transport } from "@connectrpc/connect";
import { isOpen, type Entry } from "$src/outbox/entry.ts";
import { Labels } from "$src/names/labels.ts";
import { Outbox } from "$src/outbox/outbox.ts";
import { ownerOf, type Claims } from "$src/session/claims.ts";
import type { Session } from "$src/session/session.svelte.ts";
import type { Database } from "$src/storage/database.ts";

export interface DeskOptions {
  session: Session;
  claims: Claims;
  database: Database;
  transport: Transport;
}

export class Desk {
  readonly claims: Claims;
  readonly owner: string;
  readonly database: Database;
  readonly transport: Transport;
  readonly outbox: Outbox;
  /** What was sent or is to be sent, the oldest first. */
  entries = $state.raw<Entry[]>([]);
  /** What people call what was read, for the words of services. */
  labels = $state.raw(new Labels());
  /** How far the device's clock is behind the services'. */
  #behind = 0;
  readonly #online = () => void this.outbox.sendNow();

  constructor(options: DeskOptions) {
    this.claims = options.claims;
    this.owner = ownerOf(options.claims);
    this.database = options.database;
    this.transport = options.transport;
    this.outbox = new Outbox({
      database: this.database,
      owner: this.owner,
      onChange: () => void this.refresh(),
      onSignedOut: () => options.session.end(),
    });
    globalThis.addEventListener("online", this.#online);
    void this.refresh();
  }

  /** Writes that are not decided yet. */
  get open(): Entry[] {
    return this.entries.filter(isOpen);
  }

  /** Writes that the person must look at. */
  get returned(): Entry[] {
    return this.entries.filter((entry) => entry.state === "returned" || entry.state === "refused");
  }

  /** The county this person works for, as the services name it. */
  get county(): string {
    return `counties/${this.claims.county}`;
  }

  /** The facility, likewise. */
  get facility(): string {
    return `${this.county}/facilities/${this.claims.facility}`;
  }

  /** Now, by the services' clock as far as it is known. */
  now(): number {
    return Date.now() + this.#behind;
  }

  /** Names were read. */
  learn(shown: Parameters<Labels["setShown"]>[0]): void {
    const labels = new Labels(this.labels);
    labels.setShown(shown);
    this.labels = labels;
  }

  /** A service has just said what time it is. */
  learnTime(time: number): void {
    this.#behind = time - Date.now();
  }

  close(): void {
    globalThis.removeEventListener("online", this.#online);
    this.outbox.close();
  }

  /** Reads the outbox again, as every change of it does. */
  async refresh(): Promise<void> {
    this.entries = await this.outbox.list();
  }
}
