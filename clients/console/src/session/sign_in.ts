// Signing in by a link: the code that it brings is traded for a token. It needs
// nothing else of the console, and so begins before the rest of it has come.
import { addressOf } from "$src/format/link.ts";
import { onceMore } from "$src/rpc/again.ts";
import { ROLES, type Role } from "./claims.ts";

/** Why nobody is signed in: `said` is the service's own words, which were
 * asked for in the person's language. */
export type SignInProblem = "link-unknown" | "no-line" | "no-token" | "not-now" | { said: string };

/** What became of a code. */
export type Traded = { token: string } | { problem: SignInProblem };

/** A link that somebody came by; nothing is traded yet where somebody is signed in. */
export interface Arrival {
  code: string;
  traded: Promise<Traded> | undefined;
}

/** What a link says: its code, and as which role somebody comes, which grants
 * nothing. */
export interface SignInLink {
  code: string;
  role: Role | undefined;
}

/** The link in a fragment, where it is one. */
export function signInLink(fragment: string): SignInLink | undefined {
  const { parts: [screen, code, ...more], marks } = addressOf(fragment);
  if (screen !== "sign-in" || code === undefined || more.length > 0) return undefined;
  return { code, role: ROLES.find((role) => role === marks["role"]) };
}

/** Takes a sign-in link out of the address at once, so that neither history nor a
 * screenshot keeps its code. */
export function takeLink(location: Location, history: History): SignInLink | undefined {
  const link = signInLink(location.hash);
  if (link) history.replaceState(null, "", "/");
  return link;
}

/** Trades a code for a token. */
export async function trade(code: string, language: string, send: typeof fetch = fetch): Promise<Traded> {
  let answer: Response;
  try {
    answer = await onceMore(() => send("/sign-in", {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": language },
      body: JSON.stringify({ code }),
    }));
  } catch {
    return { problem: "no-line" };
  }
  const said = (await answer.json().catch(() => ({}))) as { token?: string; reason?: string; message?: string };
  if (answer.ok && said.token) return { token: said.token };
  if (answer.status === 404) return { problem: "link-unknown" };
  // Something between may answer too, in words that are not ours.
  return { problem: said.reason && said.message ? { said: said.message } : "not-now" };
}
