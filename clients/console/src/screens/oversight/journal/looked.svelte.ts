// Looked: the entries of a book that were read so far, the newest first, and
// the way to those before them.
import type { Checkpoint, Entry } from "$calls/oversight/epiledger/journal/v1/journal_service_pb.ts";
import { Reading } from "$src/parts/reading.svelte.ts";
import type { Remembered } from "$src/rpc/remembered.ts";

export interface LookedPage {
  head: Checkpoint;
  /** The last entry that was known at the moment asked about. */
  known: bigint;
  entries: readonly Entry[];
  /** There is nothing before where this is 0. */
  after: bigint;
}

export class Looked {
  entries = $state.raw<readonly Entry[]>([]);
  readonly reading: Reading<LookedPage>;
  #before: bigint | undefined;

  /** `ask` gives those before an entry, or the last ones. */
  constructor(ask: (before: bigint | undefined) => Promise<Remembered<LookedPage>>) {
    this.reading = new Reading(async () => {
      const read = await ask(this.#before);
      this.#before = read.value.after + 1n;
      this.entries = [...this.entries, ...read.value.entries];
      return read;
    });
  }

  readonly readOn = (): void => {
    if (!this.reading.isLoading) void this.reading.load();
  };
}
