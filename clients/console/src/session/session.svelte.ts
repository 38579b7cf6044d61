// Session: who is signed in. The token lives in memory and in this tab's
// session storage.
import { readClaims, type Claims } from "./claims.ts";
import { dropToken, keepToken, keptToken } from "./kept_token.ts";
import type { SignInProblem, Traded } from "./sign_in.ts";

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
    this.#take(keptToken(storage));
  }

  get token(): string {
    return this.#token;
  }

  /** Signs in with what a link brought, once that is known. */
  async signIn(traded: Promise<Traded>): Promise<SignInProblem | undefined> {
    const outcome = await traded;
    if ("problem" in outcome) return outcome.problem;
    return this.signInWith(outcome.token);
  }

  /** Signs in with a token that a person pastes. */
  signInWith(token: string): SignInProblem | undefined {
    this.#take(token.trim());
    if (!this.claims) return "no-token";
    keepToken(this.#storage, this.#token);
    return undefined;
  }

  signOut(): void {
    dropToken(this.#storage);
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
