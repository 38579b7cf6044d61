// Route: what the address names, `#/changes?view=headquarters&known=…`: the
// screen, the view it is of, the past point that is shown, and what is chosen
// on the screen. A reload, the way back and a link that is sent show the same.
// Only the fragment changes, so that the shell alone is asked of the gateway.
import { momentSaid, type Moment } from "$src/format/as_of.ts";
import { addressOf, followed, link, linkOf, type Address } from "$src/format/link.ts";

/** What an entry of the history says of itself once nothing is to be added:
 * the way back leads to what was there, also to what lacks a mark of now. */
const WHOLE = "whole";

const SIGN_IN = "sign-in";

class Route {
  #address: Address = $state.raw(addressOf(location.hash));

  constructor() {
    // A code is nobody's screen; the session takes it out of the address.
    if (this.#address.parts[0] === SIGN_IN) this.#address = addressOf("");
    addEventListener("hashchange", () => this.#follow());
    // Once the session has taken its code out of the address: where it begins is
    // a place to come back to as well.
    setTimeout(() => history.replaceState(WHOLE, ""));
  }

  /** The words between the slashes. */
  get parts(): readonly string[] {
    return this.#address.parts;
  }

  /** A mark of the address; empty: none. */
  mark(name: string): string {
    return this.#address.marks[name] ?? "";
  }

  /** Changes marks; empty takes one out. `push`: the way back leads to what was
   * there before. */
  choose(marks: Record<string, string>, how: "push" | "replace" = "push"): void {
    this.#go({ parts: this.parts, marks: { ...this.#address.marks, ...marks } }, how);
  }

  /** Opens another view at its beginning, as it is now. */
  openView(view: string): void {
    this.#go({ parts: [], marks: { view } }, "push");
  }

  /** The past point that the view shows, on both axes. */
  get moment(): Moment {
    return momentSaid(this.mark("day"), this.mark("known"));
  }

  set moment({ day, known }: Moment) {
    this.choose({ day, known });
  }

  #go(address: Address, how: "push" | "replace"): void {
    const fragment = linkOf(address);
    if (fragment === linkOf(this.#address) && how === "push") return;
    if (how === "push") history.pushState(WHOLE, "", fragment);
    else history.replaceState(WHOLE, "", fragment);
    this.#address = addressOf(fragment);
  }

  #follow(): void {
    const before = this.#address;
    const asked = addressOf(location.hash);
    // Opened beside what is there, a sign-in link begins anew.
    if (asked.parts[0] === SIGN_IN) return location.reload();
    if (history.state === WHOLE) this.#address = asked;
    else this.#go(followed(before, asked), "replace");
    if (this.parts.join("/") !== before.parts.join("/")) scrollTo(0, 0);
  }
}

export { link };

export function go(...parts: string[]): void {
  location.hash = link(...parts);
}

export const route = new Route();
