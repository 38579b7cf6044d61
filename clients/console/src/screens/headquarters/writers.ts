// How all that headquarters records is sent, of whichever screen.
import type { Desk } from "$src/desk/desk.svelte.ts";
import { writerFor } from "./bulletins/writer.ts";
import { BULLETIN_KIND } from "./sent.ts";
import { writersOf as writersOfRequests } from "./requests/writers.ts";
import { writersOf as writersOfShares } from "./sharing/writers.ts";

/** What was recorded here is sent from now on. */
export function register({ outbox, transport }: Desk): void {
  outbox.registerAll({ [BULLETIN_KIND]: writerFor(transport), ...writersOfShares(transport), ...writersOfRequests(transport) });
}
