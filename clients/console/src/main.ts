// Puts the console together and shows it.
import "./style.css";
import { mount } from "svelte";
import App from "$src/desk/App.svelte";
import { language } from "$src/language/language.svelte.ts";
import { transportFor } from "$src/rpc/transport.ts";
import { Session } from "$src/session/session.svelte.ts";
import { Database } from "$src/storage/database.ts";
import { Freshness } from "$src/worker/freshness.svelte.ts";

const code = Session.takeCode(location, history);
const session = new Session(sessionStorage);
const freshness = new Freshness();
const transport = transportFor({ token: () => session.token, language: () => language.current,
  // One that was replaced meanwhile ends nothing.
  onRejected: (token) => { if (token === session.token) session.end(); } });
const database = await Database.open();
document.documentElement.lang = language.current;
const target = document.getElementById("console")!;
target.replaceChildren();
mount(App, { target, props: { session, database, transport, freshness, code } });
void freshness.start();
