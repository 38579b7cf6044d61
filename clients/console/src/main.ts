// Puts the console together and shows it.
import { mount } from "svelte";
import App from "$src/desk/App.svelte";
import { language } from "$src/language/language.svelte.ts";
import { transportFor } from "$src/rpc/transport.ts";
import { Session } from "$src/session/session.svelte.ts";
import type { Arrival } from "$src/session/sign_in.ts";
import { Database } from "$src/storage/database.ts";
import { Freshness } from "$src/worker/freshness.svelte.ts";

/** Shows the console to whoever is signed in, or is about to be. */
export async function open(arrival: Arrival | undefined): Promise<void> {
  const session = new Session(sessionStorage);
  const freshness = new Freshness();
  const transport = transportFor({ token: () => session.token, language: () => language.current,
    // One that was replaced meanwhile ends nothing.
    onRejected: (token) => { if (token === session.token) session.end(); } });
  const database = await Database.open();
  document.documentElement.lang = language.current;
  // The scripts wait for nothing, not for the page either.
  if (document.readyState === "loading") await new Promise((resolve) => { addEventListener("DOMContentLoaded", resolve); });
  const target = document.getElementById("console")!;
  target.replaceChildren();
  mount(App, { target, props: { session, database, transport, freshness, arrival } });
  void freshness.start();
}
