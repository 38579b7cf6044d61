// Session: who is signed in. The token lives in memory and in this tab's
// session storage: closing the tab signs out, reloading it does not.
import { onceMore } from "$src/rpc/again.ts";
import { readClaims, type Claims } from "./claims.ts";

const KEY = "epiledger-token";
const LINK = /^#\/sign-in\/([^/]+)$/;

/** Why nobody is signed in: `said` is the service's own words, which were
 * asked for in the person's language. */
export type SignInProblem = "link-unknown" | "no-line" | "no-token" | "not-now" | { said: string };

export class Session {
  #token = $state("");
  /** Absent: nobody is signed in. */
  claims = $state<Claims | undefined>();
  /** Whether the token has ended; what was typed stays. */
  isOver = $state(false);
  #end: ReturnType<typeof setTimeout> | undefined;
  readonly #storage: Storage;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#take(storage.getItem(KEY) ?? "");
  }

  get token(): string {
    return this.#token;
  }

  /** Takes a sign-in code out of the address at once, so that neither history
   * nor a screenshot keeps it. */
  static takeCode(location: Location, history: History): string | undefined {
    const code = LINK.exec(location.hash)?.[1];
    if (code !== undefined) history.replaceState(null, "", "/");
    return code === undefined ? undefined : decodeURIComponent(code);
  }

  /** Trades a code for a token. */
  async signIn(code: string, language: string, send: typeof fetch = fetch): Promise<SignInProblem | undefined> {
    let answer: Response;
    try {
      answer = await onceMore(() => send("/sign-in", {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": language },
        body: JSON.stringify({ code }),
      }));
    } catch {
      return "no-line";
    }
    const said = (await answer.json().catch(() => ({}))) as { token?: string; reason?: string; message?: string };
    if (answer.ok && said.token) return this.signInWith(said.token);
    if (answer.status === 404) return "link-unknown";
    // Something between may answer too, in words that are not ours.
    return said.reason && said.message ? { said: said.message } : "not-now";
  }

  /** Signs in with a token that a person pastes. */
  signInWith(token: string): SignInProblem | undefined {
    this.#take(token.trim());
    if (!this.claims) return "no-token";
    this.#storage.setItem(KEY, this.#token);
    return undefined;
  }

  signOut(): void {
    this.#storage.removeItem(KEY);
    this.#take("");
  }

  /** A service said that the token holds no longer. */
  end(): void {
    this.isOver = true;
  }

  #take(token: string): void {
    const claims = readClaims(token);
    this.#token = claims ? token : "";
    this.claims = claims;
    this.isOver = claims !== undefined && claims.expires <= Date.now();
    clearTimeout(this.#end);
    // Timers longer than 24 days end at once.
    if (claims && !this.isOver) {
      this.#end = setTimeout(() => this.end(), Math.min(claims.expires - Date.now(), 86_400_000 * 24));
    }
  }
}
