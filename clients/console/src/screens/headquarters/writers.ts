// How all that headquarters records is sent, of whichever screen.
import type { Desk } from "$src/desk/desk.svelte.ts";
import { KIND, writerFor } from "./bulletins/writer.ts";
import { writersOf } from "./sharing/writers.ts";

/** What was recorded here is sent from now on. */
export function register({ outbox, transport }: Desk): void {
  outbox.register(KIND, writerFor(transport));
  for (const [kind, writer] of Object.entries(writersOf(transport))) outbox.register(kind, writer);
}
