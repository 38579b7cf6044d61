// What comes first, and is small. On a bad line all that waits for something else
// costs a round trip more: who comes by a link is signed in, and their view is on
// its way, while the rest of the console still comes.
import "./style.css";
import { viewsOf } from "$src/desk/views.ts";
import { chosenLanguage } from "$src/language/chosen.ts";
import { onceMore } from "$src/rpc/again.ts";
import { readClaims, type Role } from "$src/session/claims.ts";
import { keepToken, keptToken } from "$src/session/kept_token.ts";
import { takeLink, trade, type Arrival } from "$src/session/sign_in.ts";

/** Asks for the first view of these roles; who shows it asks for it again. */
function sendForView(roles: readonly Role[]): void {
  void viewsOf(roles)[0]?.load().catch(() => undefined);
}

function arrive(): Arrival | undefined {
  const link = takeLink(location, history);
  const kept = readClaims(keptToken(sessionStorage));
  if (!link || (kept && kept.expires > Date.now())) {
    sendForView(kept?.roles ?? []);
    return link && { code: link.code, traded: undefined };
  }
  if (link.role) sendForView([link.role]);
  const traded = trade(link.code, chosenLanguage());
  // A code works once: whoever reloads a page that does not come is signed in.
  void traded.then((outcome) => { if ("token" in outcome) keepToken(sessionStorage, outcome.token); });
  return { code: link.code, traded };
}

/** Whether a style has come; of one that was lost browsers make an empty sheet,
 * or one that nobody may read. */
function hasCome({ sheet }: HTMLLinkElement): boolean {
  try {
    return sheet !== null && sheet.cssRules.length > 0;
  } catch {
    return false;
  }
}

/** A style that the line lost leaves a page that nobody can read. */
function askForStylesAgain(): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>("link[rel=stylesheet]")) {
    if (!hasCome(link)) link.replaceWith(link.cloneNode());
  }
}

const arrival = arrive();
addEventListener("load", askForStylesAgain);
void onceMore(() => import("./main.ts")).then(({ open }) => open(arrival));
